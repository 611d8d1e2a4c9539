import { ok } from '@lapka/shared/base/result.ts';
import { boundedQuantity, isExpired } from '@lapka/shared/domain/stock/levels.ts';
import { todayAt } from '../../reading/today.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { cupboardsAt, goodsLine, productsInUse } from './cupboards.ts';

export const levels: QueryFor<'stock', 'levels'> = {
  target: atThisDesk,

  run(reader, _input, context) {
    const today = todayAt(context);
    const here = cupboardsAt(reader, context);
    const usableBatches = new Set(here.batches.filter((batch) => !isExpired(batch, today)).map(({ id }) => id));
    const usable = new Map<string, number>();
    for (const { product, batch, position, quantity } of here.levels) {
      if (position.state !== 'AVAILABLE' || !usableBatches.has(batch)) continue;
      usable.set(product, (usable.get(product) ?? 0) + quantity);
    }
    return ok(
      productsInUse(reader).map((product) => {
        const there = boundedQuantity(usable.get(product.id) ?? 0);
        const { minimum } = product;
        return { ...goodsLine(product), usable: there, minimum, isLow: there < minimum };
      }),
    );
  },
};
