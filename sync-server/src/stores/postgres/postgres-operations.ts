import type { Clock } from '@lapka/shared/base/clock.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type pg from 'pg';
import type { OperationsStore } from '../operations-store.ts';
import { expecting, withRole } from './clinic-session.ts';

export function postgresOperations(pool: pg.Pool, clock: Clock): OperationsStore {
  return {
    clinics: async () => {
      const found = await withRole(
        pool,
        'lapka_relay',
        (rows) =>
          rows<{ readonly clinic: ClinicId }>({
            name: 'operations-clinics',
            text: 'select clinic from clinic_clock order by clinic',
            values: [],
          }),
        'read',
      );
      return found.map(({ clinic }) => clinic);
    },
    check: async () => void (await expecting(pool.query('select 1'))),
    waiting: async () => {
      const now = clock.now();
      const [events] = await withRole(
        pool,
        'lapka_relay',
        (rows) =>
          rows<{ readonly outbox: number; readonly age: number; readonly overdue: number }>({
            name: 'operations-events',
            text: `select (select count(*) from outbox) as outbox,
                (select coalesce(greatest(extract(epoch from $1::timestamptz - min(published_at)), 0), 0)::float8
                  from outbox) as age,
                (select count(*) from reminder_watch where wake_at < $2) as overdue`,
            values: [now, plusMinutes(now, -5)],
          }),
        'read',
      );
      const [mails] = await withRole(
        pool,
        'lapka_accounts',
        (rows) =>
          rows<{ readonly count: number }>({ name: 'operations-mails', text: 'select count(*) from mail', values: [] }),
        'read',
      );
      return {
        outbox: events?.outbox ?? 0,
        outboxAge: events?.age ?? 0,
        remindersOverdue: events?.overdue ?? 0,
        mails: mails?.count ?? 0,
      };
    },
  };
}
