import type pg from 'pg';
import type { ReminderWatch, WatchedOwner } from '../reminder-watch.ts';
import { withClinic, withRole } from './clinic-session.ts';

export function postgresReminderWatch(pool: pg.Pool): ReminderWatch {
  const write = async (owner: WatchedOwner, name: string, text: string, values: readonly unknown[]): Promise<void> => {
    await withClinic(pool, owner.clinic, 'write', (session) => session.rows({ name, text, values }));
  };
  return {
    wakeAt: (owner, at) =>
      at === undefined
        ? write(owner, 'reminder-forget', 'delete from reminder_watch where client = $1', [owner.client])
        : write(owner, 'reminder-wake-at', `${insert} do update set wake_at = excluded.wake_at`, [owner.client, at]),
    wakeBy: (owner, at) =>
      write(
        owner,
        'reminder-wake-by',
        `${insert} do update set wake_at = least(reminder_watch.wake_at, excluded.wake_at)`,
        [owner.client, at],
      ),
    takeWaking: (now, again, limit) =>
      withRole(pool, 'lapka_relay', (rows) =>
        rows<WatchedOwner>({
          name: 'reminder-take-waking',
          text: `update reminder_watch set wake_at = $2
            where (clinic, client) in (
              select clinic, client from reminder_watch where wake_at <= $1
              order by wake_at limit $3 for update skip locked)
            returning clinic, client`,
          values: [now, again, limit],
        }),
      ),
  };
}

const insert = 'insert into reminder_watch (client, wake_at) values ($1, $2) on conflict (clinic, client)';
