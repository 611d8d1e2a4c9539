import {
  add,
  compareMoney,
  type Money,
  percentOf,
  smallerOf,
  splitByWeights,
  subtract,
  sum,
  zero,
} from '../../base/money.ts';
import { largerPercent } from '../../base/percent.ts';
import type { Invoice, LineTotal, Totals } from './invoice.ts';
import { grossOf, type InvoiceLine } from './line.ts';

export type Priceable = Pick<Invoice, 'lines' | 'discounts' | 'promotion' | 'currency'>;

/**
 * What an invoice comes to. The order is fixed (C-23): what package or plan cover → the larger of client's and booking's
 * discount on what is left of each line → one promotion on what is left of all → never below zero. Struck lines count for
 * nothing; lines that are not discountable (controlled drugs) are never touched by any of it.
 */
export function priceInvoice(invoice: Priceable): Totals {
  const { currency } = invoice;
  const charged = invoice.lines.filter(isCharged);
  const discounted = charged.map((line) => discountLine(line, invoice));
  const parts = promotionParts(discounted, invoice);
  const lines = discounted.map(({ line, gross, covered, discount, left }, index): LineTotal => {
    const promotion = parts[index] ?? zero(currency);
    return { line: line.id, gross, covered, discount, promotion, amount: add(covered, subtract(left, promotion)) };
  });
  return {
    lines,
    total: sum(
      lines.map(({ amount }) => amount),
      currency,
    ),
  };
}

/** Whether a line is charged at all. */
export function isCharged(line: InvoiceLine): boolean {
  return line.charge.state === 'CHARGED';
}

/** What the lines come to before a promotion: what its minimum is measured by. */
export function subtotal(invoice: Priceable): Money {
  return sum(
    invoice.lines.filter(isCharged).map((line) => discountLine(line, invoice).left),
    invoice.currency,
  );
}

interface DiscountedLine {
  readonly line: InvoiceLine;
  readonly gross: Money;
  readonly covered: Money;
  readonly discount: Money;
  /** What a promotion can still take from. */
  readonly left: Money;
  /** The part of `left` that is the way to a home visit. */
  readonly travel: Money;
}

function discountLine(line: InvoiceLine, { discounts, currency }: Priceable): DiscountedLine {
  const { cover, travel, discountable } = line;
  const gross = grossOf(line);
  const none = zero(currency);
  // A visit bought ahead is for the service; the way to a home visit is still to pay.
  const covered = cover.by === 'PACKAGE' || cover.by === 'PLAN' ? subtract(gross, travel) : none;
  const rest = subtract(gross, covered);
  if (!discountable) return { line, gross, covered, discount: none, left: rest, travel };
  const byPlan = cover.by === 'PLAN_SHARE' ? percentOf(rest, cover.share) : none;
  const afterPlan = subtract(rest, byPlan);
  const byClient = percentOf(afterPlan, largerPercent(discounts.client, discounts.booking));
  const left = subtract(afterPlan, byClient);
  return { line, gross, covered, discount: add(byPlan, byClient), left, travel: smallerOf(travel, left) };
}

/** What the promotion takes off each line; the parts add up to what it takes off the whole. */
function promotionParts(lines: readonly DiscountedLine[], invoice: Priceable): Money[] {
  const { promotion, currency } = invoice;
  const none = lines.map(() => zero(currency));
  if (promotion === null) return none;
  const { minimum, effect } = promotion;
  const before = sum(
    lines.map(({ left }) => left),
    currency,
  );
  if (minimum !== null && (minimum.currency !== currency || compareMoney(before, minimum) < 0)) return none;
  const base = lines.map((line) => {
    if (!line.line.discountable || !isInScope(line.line, promotion.scope)) return zero(currency);
    return effect.type === 'FREE_TRAVEL' ? line.travel : line.left;
  });
  const most = sum(base, currency);
  if (most.minor === 0) return none;
  const wanted = takenOff(effect, most);
  if (wanted.currency !== currency) return none;
  return splitByWeights(
    smallerOf(wanted, most),
    base.map(({ minor }) => minor),
  );
}

function takenOff(effect: NonNullable<Invoice['promotion']>['effect'], most: Money): Money {
  switch (effect.type) {
    case 'PERCENTAGE':
      return percentOf(most, effect.share);
    case 'FIXED_AMOUNT':
      return effect.amount;
    case 'FREE_TRAVEL':
      return most;
  }
}

/** Whether a promotion speaks of a line; an empty scope speaks of everything. */
export function isInScope({ item }: InvoiceLine, scope: NonNullable<Invoice['promotion']>['scope']): boolean {
  if (scope.length === 0) return true;
  return scope.some((part) => {
    switch (part.of) {
      case 'SERVICE':
        return item.kind === 'SERVICE' && item.service === part.service;
      case 'SERVICE_CATEGORY':
        return item.kind === 'SERVICE' && item.category === part.category;
      case 'PRODUCT':
        return item.kind === 'PRODUCT' && item.product === part.product;
      case 'PRODUCT_CATEGORY':
        return item.kind === 'PRODUCT' && item.category === part.category;
      case 'MANUFACTURER':
        return item.kind === 'PRODUCT' && item.manufacturer === part.manufacturer;
    }
  });
}
