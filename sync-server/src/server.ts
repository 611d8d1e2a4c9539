import { createServer as createHttpServer } from 'node:http';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import type { OwnerNotice } from '@lapka/shared/protocol/owner.ts';
import { cleanFiles } from './files/clean-files.ts';
import { Gateway } from './gateway/gateway.ts';
import { type Owner, OwnerDoor } from './gateway/owner-door.ts';
import { type ApiParts, createApi } from './http/api.ts';
import { createApp } from './http/app.ts';
import { drain } from './http/drain.ts';
import { listen, type ListenFailure } from './http/listen.ts';
import type { OwnerLinks } from './http/owner-links.ts';
import type { RateLimits } from './http/rate-limits.ts';
import type { MailSender } from './mail/mail.ts';
import { MailRelay } from './mail/mail-relay.ts';
import { Housekeeping } from './operations/housekeeping.ts';
import { Reminders } from './reminders/reminders.ts';
import type { Outbox } from './stores/outbox.ts';
import type { ReminderStore, SentReminder } from './stores/reminder-store.ts';

export interface ServerParts extends ApiParts {
  readonly outbox: Outbox;
  readonly reminders: ReminderStore;
  readonly ownerLinks: OwnerLinks;
  readonly mail: MailSender;
  readonly host: string;
  readonly port: number;
  readonly portalFolder: string;
  readonly trustedProxies: number;
  readonly corsOrigins: readonly string[];
  /** How long requests that are here may take to end when the server is told to stop. */
  readonly drainSeconds: number;
  readonly limits?: RateLimits;
}

export interface RunningServer extends Closable {
  readonly port: number;
}

/** The whole server on given stores: the doors for nodes and owners, HTTP, and the reminders. */
export async function createServer(parts: ServerParts): Promise<Result<RunningServer, ListenFailure>> {
  const { accounts, clock, documents, logger, mail: sender, scheduler, secret } = parts;
  const releases = new Releases();
  const api = createApi(parts);
  const http = createHttpServer(createApp({ ...parts, ...api }));
  const gateway = new Gateway({ store: documents, ...parts });
  const owners = new OwnerDoor({
    scheduler,
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
    releases.add(() => drain(http, parts.drainSeconds * 1000, scheduler));
    releases.use(owners);
    releases.use(gateway);
    releases.use(new Reminders({ ...parts, deliver: (reminder) => owners.tell(reminder, noticeOf(reminder)) }));
    releases.use(new MailRelay({ accounts, secret, sender, clock, scheduler, logger, events: api.events }));
    const chores = [
      { name: 'forget expired entries', run: () => accounts.forgetExpired(clock.now()) },
      { name: 'throw away idle uploads', run: () => cleanFiles(api.file) },
    ];
    releases.use(new Housekeeping(chores, scheduler, logger));
    // First of all others: whoever spreads requests over servers looks here before anything is shut.
    releases.add(() => api.health.drain());
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
