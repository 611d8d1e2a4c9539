import { BrokenPromise } from '../../base/assert.ts';
import { type Stage, stageDays, stages } from '../../domain/reminders/stages.ts';
import type { AppointmentStage } from '../../domain/reminders/appointment-notices.ts';
import { chosen } from '../choices.ts';
import type { Branch } from '../organisation/branch.ts';
import type { Day } from '../timeline.ts';
import type { PetPlan } from './animals.ts';
import type { DosesPlan } from './doses.ts';
import type { VisitPlan } from './visit-plan.ts';

/** One thing an owner was reminded of on a day at ten. */
export type ReminderPlan =
  | { readonly about: 'DOSE'; readonly pet: PetPlan; readonly day: Day; readonly stage: Stage }
  | { readonly about: 'VISIT'; readonly visit: VisitPlan; readonly day: Day; readonly stage: AppointmentStage };

const sendMinute = 600;
const visitDays = { 'A-3': -3, 'A-1': -1 } as const;

/**
 * Which reminders went out, as the ladder says and as often as the figures do. Those before a booked vaccination led to
 * it; where they would be too many, the owner booked a little earlier.
 */
export function planReminders(
  branch: Branch,
  visits: readonly VisitPlan[],
  { waiting }: DosesPlan,
  dueOf: (pet: PetPlan) => Day,
): ReminderPlan[] {
  const { figures, timeline } = branch;
  const led = visits.filter(
    ({ anchor, pet, ending }) => anchor !== undefined && ending === 'COMPLETED' && pet.owner.consents.reminders,
  );
  let answered = led.reduce((sum, visit) => sum + stagesBefore(visit, timeline.first).length, 0);
  for (const visit of led) {
    if (answered <= figures.remindersAnswered) break;
    const sent = stagesBefore(visit, timeline.first);
    const last = sent.at(-1);
    if (sent.length < 2 || last === undefined) continue;
    visit.booked = { day: Math.max(stageDay(visit, last) - 1, visit.pet.since), minute: visit.booked.minute };
    answered += stagesBefore(visit, timeline.first).length - sent.length;
  }
  if (answered !== figures.remindersAnswered) throw new BrokenPromise(`${answered} reminders led to a booking`);
  const dose = led.flatMap((visit) =>
    stagesBefore(visit, timeline.first).map((stage): ReminderPlan => ({
      about: 'DOSE',
      pet: visit.pet,
      day: stageDay(visit, stage),
      stage,
    })),
  );
  const open = [...waiting].flatMap((pet) => unanswered(pet, dueOf(pet) - 1));
  const left = figures.remindersSent - dose.length - open.length;
  return [...dose, ...open, ...visitReminders(branch, visits, left)];
}

/** The stages of the ladder that were sent before the owner booked. */
function stagesBefore(visit: VisitPlan, first: Day): Stage[] {
  const { booked, pet, anchor = 0 } = visit;
  return stages.filter((stage) => {
    const day = anchor + stageDays[stage];
    return (
      day > Math.max(first, pet.since) + 4 && (day < booked.day || (day === booked.day && sendMinute < booked.minute))
    );
  });
}

function stageDay({ anchor = 0 }: VisitPlan, stage: Stage): Day {
  return anchor + stageDays[stage];
}

/** What went out to owners who have not reacted yet. */
function unanswered(pet: PetPlan, anchor: Day): ReminderPlan[] {
  return stages
    .filter((stage) => anchor + stageDays[stage] < 0)
    .map((stage) => ({ about: 'DOSE', pet, day: anchor + stageDays[stage], stage }));
}

/** Appointments were called to mind: those to come first, then as many of the past as the figures leave. */
function visitReminders(branch: Branch, visits: readonly VisitPlan[], count: number): ReminderPlan[] {
  const confirmed = visits.filter(
    ({ source, ending, where, pet }) =>
      source !== 'WALK_IN' &&
      ending !== 'REQUESTED' &&
      ending !== 'CANCELLED' &&
      where !== 'SOS' &&
      pet.deceased === undefined,
  );
  const all = confirmed.flatMap((visit) =>
    (['A-3', 'A-1'] as const).flatMap((stage): ReminderPlan[] => {
      const day = visit.seat.day + visitDays[stage];
      return day > visit.booked.day && day < 0 ? [{ about: 'VISIT', visit, day, stage }] : [];
    }),
  );
  const coming = all.filter((each) => each.about === 'VISIT' && each.visit.seat.day >= 0);
  const past = all.filter((each) => !coming.includes(each));
  if (count < coming.length || past.length < count - coming.length) {
    throw new BrokenPromise(`${count} reminders of appointments are wanted`);
  }
  return [...coming, ...chosen(branch.chooser('appointment reminders'), past, count - coming.length)];
}
