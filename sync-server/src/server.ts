import { createServer as createHttpServer } from 'node:http';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import type { OwnerNotice } from '@lapka/shared/protocol/owner.ts';
import type { DeviceRegistry } from './stores/device-registry.ts';
import { Gateway } from './gateway/gateway.ts';
import { type Owner, OwnerDoor } from './gateway/owner-door.ts';
import { createApp } from './http/app.ts';
import { listen, type ListenFailure } from './http/listen.ts';
import type { OwnerLinks } from './http/owner-links.ts';
import type { EventBus } from './events/event-bus.ts';
import { OutboxRelay } from './events/outbox-relay.ts';
import { ownerFacts, reminderDetailsSchema } from './reminders/owner-facts.ts';
import { reminderConsumer, Reminders } from './reminders/reminders.ts';
import type { DocumentStore } from './stores/document-store.ts';
import type { Outbox } from './stores/outbox.ts';
import type { ReminderWatch } from './stores/reminder-watch.ts';

export interface ServerParts {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminderWatch: ReminderWatch;
  readonly bus: EventBus;
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
    const deliver = (owner: Owner, notice: Notice): void => owners.tell(owner, shownNotice(notice));
    releases.use(new Reminders({ ...parts, watch: parts.reminderWatch, deliver }));
    await parts.bus.subscribe(reminderConsumer(parts.documents, parts.reminderWatch, parts.clock));
    releases.use(new OutboxRelay(parts));
  }
  return mapOk(listening, (port) => ({ port, close: () => releases.close() }));
}

async function welcome({ documents }: ServerParts, owner: Owner) {
  const known = await documents.readClinic(owner.clinic, (reader) => ownerFacts(reader, owner.client));
  if (known === undefined) return undefined;
  const newestFirst = known.notices.toSorted((a, b) => (a.created.at < b.created.at ? 1 : -1));
  return { name: known.owner.name.given, notices: newestFirst.map(shownNotice) };
}

function shownNotice({ id, created, details }: Notice): OwnerNotice {
  const { items } = reminderDetailsSchema.parse(details);
  const shown = items.map(({ kind, petName, vaccine, due }) => ({ kind, petName, vaccine, due: civilDate(due) }));
  return { id, sentAt: created.at, items: shown };
}
