import { derivedId } from '../../base/id.ts';
import type { SideDocument } from '../acceptance.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { World } from '../world.ts';
import { type Invoice, type InvoiceDocument, invoices } from './invoice.ts';
import { lateLines, struckTooLate } from './issue-rules.ts';
import { promotionUses } from './promotion-rules.ts';

/** What reached the invoice after it was issued, for a person to bill, strike or credit. */
export function lateTask(invoice: Invoice): SideDocument[] {
  const { state } = invoice;
  if (!('lost' in state)) return [];
  const [late, struck] = [lateLines(invoice), struckTooLate(invoice)];
  if (late.length + struck.length + state.lost.length === 0) return [];
  const ids = [...late, ...struck].map(({ id }) => id);
  const lost = state.lost.map(({ sale }) => sale);
  const task = createTask({
    id: derivedId('Task', 'INVOICE_CHANGED_LATE', invoice.id, ...ids.toSorted(), ...lost),
    kind: 'INVOICE_CHANGED_LATE',
    subject: { collection: 'invoices', id: invoice.id },
    details: {
      number: state.number,
      late: late.map(({ code }) => code),
      struck: struck.map(({ code }) => code),
      otherNumbers: [...new Set(state.lost.map(({ number }) => number))],
    },
    stamp: bySystem(invoice.changed),
  });
  return [alongside(task)];
}

/** Two desks may give away the last use of a promotion; both clients keep it, and somebody should know. */
export function promotionTask(invoice: Invoice, stored: InvoiceDocument | undefined, world: World): SideDocument[] {
  return limitedPromotionOf(invoice, stored).flatMap((promotion) => {
    const { totalLimit = null, perClientLimit = null, code = '' } = invoice.promotion ?? {};
    const uses = promotionUses(promotion, world.byKey(invoices, 'promotion', promotion), invoice);
    const tooMany = totalLimit !== null && uses.total + 1 > totalLimit;
    const tooOften = perClientLimit !== null && invoice.client !== null && uses.byClient + 1 > perClientLimit;
    if (!tooMany && !tooOften) return [];
    const task = createTask({
      id: derivedId('Task', 'PROMOTION_OVERUSED', promotion, invoice.id),
      kind: 'PROMOTION_OVERUSED',
      subject: { collection: 'invoices', id: invoice.id },
      details: { promotion, code, totalLimit, perClientLimit },
      stamp: bySystem(invoice.changed),
    });
    return [alongside(task)];
  });
}

/** The promotion of an invoice, when it has a limit and this change put it there. */
export function limitedPromotionOf(
  document: InvoiceDocument,
  stored: InvoiceDocument | undefined,
): NonNullable<Invoice['promotion']>['promotion'][] {
  if (document.kind !== 'INVOICE' || document.promotion === null) return [];
  const { promotion, totalLimit, perClientLimit } = document.promotion;
  const before = stored?.kind === 'INVOICE' ? stored.promotion?.promotion : undefined;
  return before === promotion || (totalLimit === null && perClientLimit === null) ? [] : [promotion];
}
