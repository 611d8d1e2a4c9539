import { ok } from '@lapka/shared/base/result.ts';
import { stockAlerts } from '@lapka/shared/domain/stock/alerts.ts';
import { todayAt } from '../../reading/today.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { cupboardsAt, goodsLine, lyingLine, productsInUse } from './cupboards.ts';

export const alerts: QueryFor<'stock', 'alerts'> = {
  target: atThisDesk,

  run(reader, _input, context) {
    const here = cupboardsAt(reader, context);
    const products = productsInUse(reader);
    const known = new Map(products.map((product) => [product.id, product]));
    const batches = new Map(here.batches.map((batch) => [batch.id, batch]));
    return ok(
      stockAlerts(products, here.batches, here.levels, todayAt(context)).flatMap((found) => {
        const product = known.get(found.alert === 'LOW' ? found.product : found.level.product);
        if (product === undefined) return [];
        const lying = found.alert === 'LOW' ? null : lyingLine(found.level, batches.get(found.level.batch));
        return [{ ...goodsLine(product), alert: found.alert, lying }];
      }),
    );
  },
};
