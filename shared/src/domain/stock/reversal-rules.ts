import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { StaffId } from '../document.ts';
import { statedReason } from '../reason.ts';
import { checkWitness } from './controlled-rules.ts';
import { checkThere, stockLevels } from './levels.ts';
import { fromOf, toOf } from './movement.ts';
import { enteredIn, type StockContext } from './stock-context.ts';
import type { Movement, StockEntry } from './stock.ts';

export type ReversalRefusal = Failure<
  'REASON_MISSING' | 'WITNESS_NEEDED' | 'WITNESS_IS_ACTOR' | 'ALREADY_REVERSED' | 'NOT_ENOUGH_STOCK'
>;

/**
 * Takes a movement back by one of the other direction. Each can be taken back once; for controlled drugs it takes two
 * people (§7.4). What has left the place meanwhile cannot be taken from it again.
 */
export function reverseMovement(
  movement: Movement,
  request: { readonly reason: string; readonly witness: StaffId | null },
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement, ReversalRefusal> {
  const { move, control, batch, quantity } = movement;
  const stated = statedReason(request.reason);
  if (!stated.ok) return stated;
  const watched = checkWitness(request.witness, control.controlled === 'YES', context.stamp);
  if (!watched.ok) return watched;
  const id = derivedId<'Movement'>('Movement', 'REVERSAL', movement.id);
  if (move.type === 'REVERSAL' || entries.some((entry) => entry.id === id)) return err(failure('ALREADY_REVERSED'));
  const [from, to] = [toOf(move), fromOf(move)];
  const there = from === null ? ok() : checkThere(stockLevels(entries), batch, from, quantity);
  if (!there.ok) return there;
  return ok({
    ...movement,
    id,
    move: { type: 'REVERSAL', reverses: movement.id, from, to, reason: stated.value },
    control: control.controlled === 'YES' ? { ...control, witness: request.witness } : control,
    ...enteredIn(context),
  });
}
