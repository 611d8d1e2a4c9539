import { z } from 'zod';
import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import { instantSchema, plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ProductId } from '@lapka/shared/domain/catalogue/catalogue.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';

/**
 * A colleague who signed in at this desk and said that they watch. It is a word between two people at one desk, so it
 * stays in the node; what it was used for is in the journal.
 */
const wordsSchema = z.strictObject({
  given: z.array(
    z.strictObject({
      id: idSchema('Witness'),
      product: idSchema('Product'),
      staff: idSchema('Staff'),
      at: instantSchema,
    }),
  ),
});

const nodeValue = 'witnesses';
const goodForMinutes = 10;

/** Takes a witness's word. Those whose time is over are forgotten with it. */
export function giveWord(
  transactor: StoreTransactor,
  id: Id<'Witness'>,
  product: ProductId,
  { actor, now }: CommandContext,
): void {
  const given = [...standing(transactor, now), { id, product, staff: actor.id, at: now }];
  transactor.setNodeValue(nodeValue, { given });
}

/** Who the witness is; null when nobody was named. Only a word given at this desk for this product counts. */
export function witnessNamed(
  reader: StoreReader,
  witness: Id<'Witness'> | null,
  products: readonly ProductId[],
  { now }: CommandContext,
): Result<StaffId | null, Failure<'WITNESS_UNKNOWN'>> {
  if (witness === null) return ok(null);
  const word = standing(reader, now).find(({ id }) => id === witness);
  return word !== undefined && products.includes(word.product) ? ok(word.staff) : err(failure('WITNESS_UNKNOWN'));
}

function standing(reader: StoreReader, now: CommandContext['now']): z.infer<typeof wordsSchema>['given'] {
  const stored = reader.nodeValue(nodeValue);
  if (stored === undefined) return [];
  return wordsSchema.parse(stored).given.filter(({ at }) => now < plusMinutes(at, goodForMinutes));
}
