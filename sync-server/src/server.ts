import { createServer as createHttpServer } from 'node:http';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import type { OwnerNotice } from '@lapka/shared/protocol/owner.ts';
import type { DeviceRegistry } from './stores/device-registry.ts';
import { Gateway } from './gateway/gateway.ts';
import { type Owner, OwnerDoor } from './gateway/owner-door.ts';
import { createApp } from './http/app.ts';
import { listen, type ListenFailure } from './http/listen.ts';
import type { OwnerLinks } from './http/owner-links.ts';
import { Reminders } from './reminders/reminders.ts';
import type { DocumentStore } from './stores/document-store.ts';
import type { Outbox } from './stores/outbox.ts';
import type { ReminderStore, SentReminder } from './stores/reminder-store.ts';

export interface ServerParts {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminders: ReminderStore;
  readonly devices: DeviceRegistry;
  readonly ownerLinks: OwnerLinks;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly logger: Logger;
  readonly host: string;
  readonly port: number;
  readonly portalFolder: string;
}

export interface RunningServer extends Closable {
  readonly port: number;
}

/** The whole server on given stores: the doors for nodes and owners, HTTP, and the reminders. */
export async function createServer(parts: ServerParts): Promise<Result<RunningServer, ListenFailure>> {
  const releases = new Releases();
  const http = createHttpServer(createApp(parts.portalFolder));
  const gateway = new Gateway({ store: parts.documents, ...parts });
  const owners = new OwnerDoor({
    scheduler: parts.scheduler,
    ownerOf: (token) => parts.ownerLinks.ownerOf(token),
    welcome: (owner) => welcome(parts, owner),
  });
  http.on('upgrade', (request, socket, head) => {
    if (request.url === '/sync') gateway.upgrade(request, socket, head);
    else if (request.url === '/owner') owners.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
  });
  const listening = await listen(http, parts.host, parts.port);
  if (listening.ok) {
    releases.add(() => new Promise((resolve) => http.close(() => resolve())));
    releases.add(() => http.closeAllConnections());
    releases.use(owners);
    releases.use(gateway);
    releases.use(new Reminders({ ...parts, deliver: (reminder) => owners.tell(reminder, noticeOf(reminder)) }));
  }
  return mapOk(listening, (port) => ({ port, close: () => releases.close() }));
}

async function welcome({ documents, reminders }: ServerParts, owner: Owner) {
  const need = { kind: 'get', collection: clients, id: owner.client } as const;
  const world = await documents.readClinic(owner.clinic, (reader) => reader.world([need]));
  const client = world.get(clients, owner.client);
  if (client === undefined) return undefined;
  const sent = await reminders.sentTo(owner.clinic, owner.client);
  return { name: client.name.given, notices: sent.map(noticeOf) };
}

function noticeOf({ key, sentAt, dueOn, petName, vaccine }: SentReminder): OwnerNotice {
  return { id: key, sentAt, dueOn, pets: [{ name: petName, vaccine }] };
}
