import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { compareMoney } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Promotion } from '../catalogue/catalogue.ts';
import type { Stamp } from '../document.ts';
import type { Invoice, InvoiceDocument } from './invoice.ts';
import { isCharged, isInScope, subtotal } from './pricing.ts';

/** How often a promotion is in use: on every invoice that is not called off, and on this client's. */
export interface PromotionUses {
  readonly total: number;
  readonly byClient: number;
}

/** Counts the uses of a promotion on other invoices. */
export function promotionUses(
  promotion: Promotion['id'],
  documents: readonly InvoiceDocument[],
  invoice: Pick<Invoice, 'id' | 'client'>,
): PromotionUses {
  const others = documents.filter(
    (other): other is Invoice =>
      other.kind === 'INVOICE' &&
      other.id !== invoice.id &&
      other.state.status !== 'VOIDED' &&
      other.promotion?.promotion === promotion,
  );
  const own = others.filter(({ client }) => client !== null && client === invoice.client);
  return { total: others.length, byClient: own.length };
}

export type PromotionRefusal = Failure<
  | 'INVOICE_NOT_OPEN'
  | 'PROMOTION_NOT_NOW'
  | 'PROMOTION_USED_UP'
  | 'PROMOTION_USED_BY_CLIENT'
  | 'PROMOTION_BELOW_MINIMUM'
  | 'PROMOTION_FOR_OTHER_THINGS'
  | 'CLIENT_NEEDED'
>;

/** Puts the one promotion an invoice can have on it, in place of another one. What it does is copied. */
export function applyPromotion(
  invoice: Invoice,
  promotion: Promotion,
  uses: PromotionUses,
  date: CivilDate,
  stamp: Stamp,
): Result<Invoice, PromotionRefusal> {
  const { code, effect, scope, from, until, minimum, totalLimit, perClientLimit } = promotion;
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  if (promotion.status !== 'ACTIVE' || date < from || date > until) {
    return err(failure('PROMOTION_NOT_NOW', { code, from, until }));
  }
  if (totalLimit !== null && uses.total >= totalLimit) return err(failure('PROMOTION_USED_UP', { code }));
  if (perClientLimit !== null) {
    if (invoice.client === null) return err(failure('CLIENT_NEEDED'));
    if (uses.byClient >= perClientLimit) return err(failure('PROMOTION_USED_BY_CLIENT', { code }));
  }
  const wanted = invoice.lines.filter((line) => isCharged(line) && line.discountable && isInScope(line, scope));
  const speaksOfIt = effect.type === 'FREE_TRAVEL' ? wanted.some(({ travel }) => travel.minor > 0) : wanted.length > 0;
  if (!speaksOfIt) return err(failure('PROMOTION_FOR_OTHER_THINGS', { code }));
  if (minimum !== null) {
    const reached = minimum.currency === invoice.currency && compareMoney(subtotal(invoice), minimum) >= 0;
    if (!reached) return err(failure('PROMOTION_BELOW_MINIMUM', { code, minimum }));
  }
  const used = { promotion: promotion.id, code, effect, scope, minimum, totalLimit, perClientLimit };
  return ok({ ...invoice, promotion: used, changed: stamp });
}

export function removePromotion(invoice: Invoice, stamp: Stamp): Result<Invoice, Failure<'INVOICE_NOT_OPEN'>> {
  if (invoice.state.status !== 'OPEN') return err(failure('INVOICE_NOT_OPEN'));
  return ok(invoice.promotion === null ? invoice : { ...invoice, promotion: null, changed: stamp });
}
