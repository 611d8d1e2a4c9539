import type { Reminder, ReminderStore, SentReminder } from '../reminder-store.ts';

export function memoryReminders(): ReminderStore {
  const planned = new Map<string, Reminder>();
  const sent: SentReminder[] = [];
  return {
    plan: async (reminder) => {
      const name = `${reminder.clinic} ${reminder.key}`;
      if (!planned.has(name)) planned.set(name, reminder);
    },
    takeDue: async (now) => {
      const isSent = ({ clinic, key }: Reminder): boolean =>
        sent.some((other) => other.clinic === clinic && other.key === key);
      const due = [...planned.values()].filter((reminder) => reminder.sendAt <= now && !isSent(reminder));
      const taken = due.map((reminder) => ({ ...reminder, sentAt: now }));
      sent.push(...taken);
      return taken;
    },
    sentTo: async (clinic, client) =>
      sent.filter((reminder) => reminder.clinic === clinic && reminder.client === client).toReversed(),
  };
}
