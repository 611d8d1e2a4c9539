import { failure, type Failure } from '../../base/failure.ts';
import type { Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { StaffId, Stamp } from '../document.ts';
import { enteredIn, movementId, plainMovement, type StockContext } from './stock-context.ts';
import type { Control, Movement, StockEntry } from './stock.ts';
import { pickStock, takenBy, type TakeRefusal, type TakeRequest } from './taking-rules.ts';

/** For whom a controlled drug is drawn, and who watched what of it was thrown away. */
export interface ControlledDraw {
  readonly take: TakeRequest;
  /** What is left in the syringe and thrown away, beside `take.quantity`, which is used. Zero: nothing. */
  readonly wasted: Quantity;
  readonly pet: Extract<Control, { controlled: 'YES' }>['pet'];
  readonly client: Extract<Control, { controlled: 'YES' }>['client'];
  readonly witness: StaffId | null;
}

export type ControlledRefusal = TakeRefusal | Failure<'WITNESS_NEEDED' | 'WITNESS_IS_ACTOR' | 'PATIENT_NEEDED'>;

/**
 * Draws a controlled drug: what was used and what was thrown away are two rows of the journal, each from its batch, with
 * patient, owner and who did it. Waste needs a witness, and nobody is a witness of oneself (§7.4).
 */
export function drawControlled(
  draw: ControlledDraw,
  entries: readonly StockEntry[],
  context: StockContext,
): Result<Movement[], ControlledRefusal> {
  const { take, wasted, pet, client, witness } = draw;
  if (pet === null || client === null) return err(failure('PATIENT_NEEDED'));
  const watched = checkWitness(witness, wasted > 0, context.stamp);
  if (!watched.ok) return watched;
  const control: Control = { controlled: 'YES', pet, client, witness };
  const used = pickStock(take, entries, context);
  if (!used.ok) return used;
  const rows = used.value.map((pick, index): Movement => ({ ...takenBy(take, pick, context, index === 0), control }));
  if (wasted <= 0) return ok(rows);
  const thrown = pickStock({ ...take, quantity: wasted, serials: [] }, [...entries, ...rows], context);
  if (!thrown.ok) return thrown;
  const wastes = thrown.value.map(({ batch, position, quantity }): Movement => ({
    id: movementId(context, 'WASTE', batch, position.shelf ?? ''),
    kind: 'MOVEMENT',
    product: take.product.id,
    batch,
    quantity,
    move: { type: 'WASTE', from: position, reason: 'left over' },
    ...plainMovement,
    about: take.about,
    control,
    cost: take.cost,
    ...enteredIn(context),
  }));
  return ok([...rows, ...wastes]);
}

/** Who watched: somebody, when somebody is needed, and never the one who acted. */
export function checkWitness(
  witness: StaffId | null,
  isNeeded: boolean,
  { by }: Stamp,
): Result<void, Failure<'WITNESS_NEEDED' | 'WITNESS_IS_ACTOR'>> {
  if (witness === null) return isNeeded ? err(failure('WITNESS_NEEDED')) : ok();
  return by.kind === 'STAFF' && by.staff === witness ? err(failure('WITNESS_IS_ACTOR')) : ok();
}
