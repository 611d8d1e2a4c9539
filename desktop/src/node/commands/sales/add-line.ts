import { err, mapOk } from '@lapka/shared/base/result.ts';
import { checkStep } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { addToDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { productLine } from '@lapka/shared/domain/invoices/make-lines.ts';
import { unitPriceAt } from '../../reading/price-service.ts';
import type { CommandFor } from '../command.ts';
import { countedGoods } from '../goods/take-goods.ts';
import { atThisDesk } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';
import { draftAtHand, totalOf } from './drafts.ts';

export const addLine: CommandFor<'sales', 'addLine'> = {
  target: atThisDesk,

  run(transactor, { product: id, pack, count }, context) {
    const { desk, ids, stamp } = context;
    const counted = countedGoods(transactor, id, pack, count);
    if (!counted.ok) return counted;
    const { product, quantity } = counted.value;
    const step = checkStep(product, quantity);
    if (!step.ok) return step;
    const price = unitPriceAt(transactor, product, desk.location, todayAt(context));
    if (!price.ok) return price;
    const line = productLine(product, { price: price.value, quantity, batches: [] }, ids.next<'InvoiceLine'>(), stamp);
    if (!line.ok) return err(line.error);
    const added = addToDraft(draftAtHand(transactor, price.value.currency, context), line.value, stamp);
    return mapOk(added, (draft) => {
      transactor.put(invoices, draft);
      return { draft: draft.id, line: line.value.id, total: totalOf(draft) };
    });
  },
};
