import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import {
  applyPromotion as apply,
  promotionUses,
  removePromotion,
} from '@lapka/shared/domain/invoices/promotion-rules.ts';
import { invoiceBy } from '../../reading/visit-invoice.ts';
import type { CommandFor } from '../command.ts';
import { atInvoice } from '../targets.ts';
import { todayAt } from '../../reading/today.ts';

export const applyPromotion: CommandFor<'invoices', 'applyPromotion'> = {
  target: atInvoice,

  run(transactor, { invoice: id, code }, context) {
    const { stamp } = context;
    const invoice = invoiceBy(transactor, id);
    if (!invoice.ok) return invoice;
    const save = (changed: typeof invoice.value) => {
      transactor.put(invoices, changed);
      return { invoice: id };
    };
    if (code === null) return mapOk(removePromotion(invoice.value, stamp), save);
    const [promotion] = transactor.find(catalogue, { where: { kind: 'PROMOTION', code } });
    if (promotion?.kind !== 'PROMOTION') return err(failure('NOT_FOUND'));
    const uses = promotionUses(promotion.id, transactor.byKey(invoices, 'promotion', promotion.id), invoice.value);
    return mapOk(apply(invoice.value, promotion, uses, todayAt(context), stamp), save);
  },
};
