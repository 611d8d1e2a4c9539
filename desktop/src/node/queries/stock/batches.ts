import { ok } from '@lapka/shared/base/result.ts';
import { entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { cupboardsAt, lyingLine } from './cupboards.ts';

export const batches: QueryFor<'stock', 'batches'> = {
  target: atThisDesk,

  run(reader, { product }, context) {
    const here = cupboardsAt(reader, context, entriesOfProduct(reader, product));
    const known = new Map(here.batches.map((batch) => [batch.id, batch]));
    return ok(
      here.levels
        .map((level) => lyingLine(level, known.get(level.batch)))
        .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
    );
  },
};

function orderOf({ expiry, lot, position }: ReturnType<typeof lyingLine>): string {
  return `${expiry ?? '9999-12-31'} ${lot} ${position.shelf ?? ''} ${position.state}`;
}
