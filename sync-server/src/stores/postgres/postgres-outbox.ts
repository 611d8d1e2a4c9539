import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type pg from 'pg';
import type { ClinicEvent, Drained, Outbox } from '../outbox.ts';
import { outboxChannel } from './clinic-clock.ts';
import { type ClinicSession, withRole } from './clinic-session.ts';
import type { ChannelListener } from './channel-listener.ts';

/** Any constant; whoever drains holds the advisory lock of this number until its transaction ends. */
const drainLock = 7_241_866;

type Waiting = ClinicEvent & { readonly position: number };

export function postgresOutbox(pool: pg.Pool, listener: ChannelListener): Outbox {
  return {
    drain: (limit, hand, without = new Set()) =>
      withRole(pool, 'lapka_relay', (rows) => drain(rows, limit, hand, without)),
    onPublished: (listen) => listener.on(outboxChannel, listen),
  };
}

async function drain(
  rows: ClinicSession['rows'],
  limit: number,
  hand: Parameters<Outbox['drain']>[1],
  without: ReadonlySet<ClinicId>,
): Promise<Drained> {
  const [lock] = await rows<{ readonly mine: boolean }>({
    name: 'outbox-lock',
    text: `select pg_try_advisory_xact_lock(${drainLock}) as mine`,
    values: [],
  });
  if (lock?.mine !== true) return 'BUSY';
  const waiting = await rows<Waiting>({
    name: 'outbox-read',
    text: `select position, clinic, id, name, payload,
        to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "publishedAt"
      from outbox where clinic <> all($2::uuid[]) order by position limit $1`,
    values: [limit, [...without]],
  });
  if (waiting.length === 0) return 'EMPTY';
  const heldBack = await hand(
    waiting.map(({ clinic, id, name, payload, publishedAt }) => ({ clinic, id, name, payload, publishedAt })),
  );
  await rows({
    name: 'outbox-forget',
    text: 'delete from outbox where position = any($1::bigint[])',
    values: [waiting.filter(({ clinic }) => !heldBack.has(clinic)).map(({ position }) => position)],
  });
  return waiting.length < limit ? 'EMPTY' : 'LEFT';
}
