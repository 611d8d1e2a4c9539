import { createServer as createHttpServer } from 'node:http';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
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
import type { EventBus } from './events/event-bus.ts';
import { OutboxRelay } from './events/outbox-relay.ts';
import { ownerFacts, reminderDetailsSchema } from './reminders/owner-facts.ts';
import { reminderConsumer, Reminders } from './reminders/reminders.ts';
import type { Outbox } from './stores/outbox.ts';
import type { ReminderWatch } from './stores/reminder-watch.ts';

export interface ServerParts extends ApiParts {
  readonly outbox: Outbox;
  readonly reminderWatch: ReminderWatch;
  readonly bus: EventBus;
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

/** A desk that was away for longer than this has its repeated pushes taken as new ones, which are merged. */
const pushDays = 120;

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
    const deliver = (owner: Owner, notice: Notice): void => owners.tell(owner, shownNotice(notice));
    releases.use(new Reminders({ ...parts, watch: parts.reminderWatch, deliver }));
    await parts.bus.subscribe(reminderConsumer(parts.documents, parts.reminderWatch, parts.clock));
    releases.use(new OutboxRelay(parts));
    releases.use(new MailRelay({ accounts, secret, sender, clock, scheduler, logger, events: api.events }));
    const forgetPushes = async (): Promise<number> => {
      await documents.forgetBefore(plusDays(clock.now(), -pushDays));
      return 0;
    };
    const chores = [
      { name: 'forget old pushes', run: forgetPushes },
      { name: 'forget expired entries', run: () => accounts.forgetExpired(clock.now()) },
      { name: 'throw away idle uploads', run: () => cleanFiles(api.file) },
    ];
    releases.use(new Housekeeping(chores, scheduler, logger));
    // First of all others: whoever spreads requests over servers looks here before anything is shut.
    releases.add(() => api.health.drain());
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
