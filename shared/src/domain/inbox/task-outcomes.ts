import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import type { CommandName } from '../accounts/command-names.ts';
import type { TaskKind } from './task.ts';

/** What somebody may say of a task when settling it by hand. */
export const taskOutcomes = ['DONE', 'IS_RIGHT', 'CORRECTED', 'DROPPED', 'NOT_NEEDED'] as const;
export type TaskOutcome = (typeof taskOutcomes)[number];

/** The tasks that have a way out of their own, which puts right what they are about and settles them. */
export const ownWays: Readonly<Partial<Record<TaskKind, readonly CommandName[]>>> = {
  SLOT_CONFLICT: ['bookings.settleConflict', 'bookings.assign', 'bookings.cancel'],
  PASSPORT_CLASH: ['passports.settleClash'],
  CHIP_CLASH: ['pets.markChip'],
  TEXTS_TO_JOIN: ['records.joinTexts'],
  DUPLICATE_CLIENT: ['clients.merge', 'clients.keepApart'],
};

/** Two values met, and somebody looked which one is right. */
const looked: readonly TaskOutcome[] = ['IS_RIGHT', 'CORRECTED'];

const byHand: Readonly<Partial<Record<TaskKind, readonly TaskOutcome[]>>> = {
  STATUS_CONFLICT: looked,
  BOTH_CHANGED: looked,
  LATE_EDIT_OF_SIGNED: ['CORRECTED', 'DROPPED'],
  REFUSED_CHANGE: ['CORRECTED', 'DROPPED'],
};

/** What may be said of a task of a kind. One with a way of its own is only put aside by hand, and with a word about why. */
export function outcomesOf(kind: TaskKind): readonly TaskOutcome[] {
  return ownWays[kind] === undefined ? (byHand[kind] ?? ['DONE', 'NOT_NEEDED']) : ['NOT_NEEDED'];
}

/** The outcome as the task keeps it. What is dropped or not needed was decided by a person who says why. */
export function statedOutcome(
  kind: TaskKind,
  outcome: TaskOutcome,
  said: string,
): Result<string, Failure<'OUTCOME_NOT_FITTING' | 'REASON_MISSING'>> {
  const allowed = outcomesOf(kind);
  if (!allowed.includes(outcome)) return err(failure('OUTCOME_NOT_FITTING', { outcome, allowed: [...allowed] }));
  const why = tidyLine(said, 400);
  if (why === '' && (outcome === 'NOT_NEEDED' || outcome === 'DROPPED')) return err(failure('REASON_MISSING'));
  return ok(why === '' ? outcome : `${outcome}: ${why}`);
}
