import type pg from 'pg';
import type { Reminder, ReminderStore, SentReminder } from '../reminder-store.ts';
import { withClinic, withRole } from './clinic-session.ts';

const columns = `clinic, key, client, pet, pet_name as "petName", vaccine, to_char(due_on, 'YYYY-MM-DD') as "dueOn",
  to_char(send_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sendAt",
  to_char(sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sentAt"`;

export function postgresReminders(pool: pg.Pool): ReminderStore {
  return {
    plan: (reminder) => plan(pool, reminder),
    takeDue: (now) =>
      withRole(pool, 'lapka_relay', (rows) =>
        rows<SentReminder>({
          name: 'reminders-take-due',
          // Several servers may look at once: each row is locked, marked and handed out by one of them.
          text: `update reminder set sent_at = $1
            where (clinic, key) in (
              select clinic, key from reminder where sent_at is null and send_at <= $1
              order by send_at limit 500 for update skip locked)
            returning ${columns}`,
          values: [now],
        }),
      ),
    sentTo: (clinic, client) =>
      withClinic(pool, clinic, 'read', (session) =>
        session.rows<SentReminder>({
          name: 'reminders-sent-to',
          text: `select ${columns} from reminder where client = $1 and sent_at is not null order by sent_at desc limit 50`,
          values: [client],
        }),
      ),
  };
}

async function plan(pool: pg.Pool, reminder: Reminder): Promise<void> {
  const { key, client, pet, petName, vaccine, dueOn, sendAt } = reminder;
  await withClinic(pool, reminder.clinic, 'write', (session) =>
    session.rows({
      name: 'reminders-plan',
      text: `insert into reminder (key, client, pet, pet_name, vaccine, due_on, send_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
      values: [key, client, pet, petName, vaccine, dueOn, sendAt],
    }),
  );
}
