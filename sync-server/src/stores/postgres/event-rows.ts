import type { Instant } from '@lapka/shared/base/instant.ts';
import type { DomainEvent } from '@lapka/shared/domain/collection.ts';
import { outboxChannel } from './clinic-clock.ts';
import type { ClinicSession } from './clinic-session.ts';

/** Puts events where the relay finds them, and wakes it once this is committed. */
export async function publish(session: ClinicSession, at: Instant, events: readonly DomainEvent[]): Promise<void> {
  if (events.length === 0) return;
  await session.rows({
    name: 'outbox-add',
    text: `with added as (
        insert into outbox (id, name, payload, published_at)
        select id, name, payload, $2::timestamptz from json_to_recordset($1::json)
          as row (id text, name text, payload jsonb)
        returning position)
      select pg_notify('${outboxChannel}', '') from added limit 1`,
    values: [JSON.stringify(events), at],
  });
}

export async function takeOnce(session: ClinicSession, at: Instant, consumer: string, event: string): Promise<boolean> {
  const taken = await session.rows({
    name: 'inbox-take',
    text: `insert into consumer_inbox (consumer, event, taken_at) values ($1, $2, $3)
      on conflict do nothing returning event`,
    values: [consumer, event, at],
  });
  return taken.length === 1;
}
