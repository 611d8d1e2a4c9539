import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ReminderWatch, WatchedOwner } from '../reminder-watch.ts';

export function memoryReminderWatch(): ReminderWatch {
  const watched = new Map<string, { readonly owner: WatchedOwner; readonly at: Instant }>();
  const nameOf = ({ clinic, client }: WatchedOwner): string => `${clinic} ${client}`;
  return {
    wakeAt: async (owner, at) => {
      if (at === undefined) watched.delete(nameOf(owner));
      else watched.set(nameOf(owner), { owner, at });
    },
    wakeBy: async (owner, at) => {
      const known = watched.get(nameOf(owner));
      if (known === undefined || at < known.at) watched.set(nameOf(owner), { owner, at });
    },
    takeWaking: async (now, again, limit) => {
      const due = [...watched.values()]
        .filter(({ at }) => at <= now)
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))
        .slice(0, limit);
      for (const { owner } of due) watched.set(nameOf(owner), { owner, at: again });
      return due.map(({ owner }) => owner);
    },
  };
}
