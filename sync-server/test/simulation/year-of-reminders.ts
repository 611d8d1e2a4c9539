import type { InboxEntry } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import { reminderTopic } from '../../src/reminders/owner-facts.ts';
import { remindDueOwners } from '../../src/reminders/reminders.ts';
import type { SimulatedWorld } from './simulated-world.ts';

const days = 400;

/** The clinic closes for good, and the server goes on reminding owners of what was agreed and given. */
export async function yearOfReminders(world: SimulatedWorld): Promise<readonly Notice[]> {
  const { server, desks, time, trace } = world;
  for (const desk of desks) await desk.switchOff();
  server.kill();
  const { documents, reminderWatch: watch } = server.stores;
  for (let day = 0; day < days; day++) {
    await time.pass(24 * 3_600_000);
    await time.until(remindDueOwners({ documents, watch, clock: time.clock, deliver: () => trace.count('reminders') }));
  }
  const inbox = (await time.until(server.stored('inbox'))) as unknown as readonly InboxEntry[];
  return inbox.flatMap((entry) => (entry.kind === 'NOTICE' && entry.topic === reminderTopic ? [entry] : []));
}
