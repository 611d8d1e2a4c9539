import { failure, type Failure } from '../../base/failure.ts';
import type { Id } from '../../base/id.ts';
import { zero, type Money } from '../../base/money.ts';
import { quantity, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { priceTimes } from '../amounts.ts';
import type { PackageTemplate, Product, Quote, QuoteLine } from '../catalogue/catalogue.ts';
import type { Stamp } from '../document.ts';
import type { Subscription } from './invoice.ts';
import type { Cover, InvoiceLine, LineItem } from './line.ts';

export type LineId = InvoiceLine['id'];

const nothing: Cover = { by: 'NOTHING' };

/** The lines of a quote, one for each service, at the prices it named. `ids` are handed in, one per line. */
export function linesOfQuote(quote: Quote, ids: readonly LineId[], stamp: Stamp): InvoiceLine[] {
  return quote.lines.flatMap((line, index) => {
    const id = ids[index];
    return id === undefined ? [] : [serviceLine(line, id, stamp)];
  });
}

/** A service that was quoted by itself, such as work that turned out to be needed during the visit (C-05). */
export function serviceLine(line: QuoteLine, id: LineId, stamp: Stamp): InvoiceLine {
  const { service, category, code, name, unitPrice, travel, weight } = line;
  return {
    ...newLine(id, { kind: 'SERVICE', service, category }, stamp),
    code,
    name,
    quantity: quantity(line.quantity),
    unitPrice,
    travel,
    certainty: weight.mode === 'UNKNOWN' ? 'ESTIMATE' : 'FIRM',
    discountable: true,
  };
}

/** A product at the price of one base unit, from the batches it is taken from. */
export function productLine(
  product: Product,
  sale: { readonly price: Money; readonly quantity: Quantity; readonly batches: ProductBatches },
  id: LineId,
  stamp: Stamp,
): Result<InvoiceLine, Failure<'AMOUNT_TOO_LARGE' | 'PRODUCT_NOT_SOLD'>> {
  const { code, name, category, manufacturer, unit, controlled, status } = product;
  if (status !== 'ACTIVE') return err(failure('PRODUCT_NOT_SOLD', { code }));
  const gross = priceTimes(sale.price, sale.quantity);
  if (!gross.ok) return gross;
  const item: LineItem = {
    kind: 'PRODUCT',
    product: product.id,
    category,
    manufacturer,
    unit,
    batches: [...sale.batches],
  };
  return ok({
    ...newLine(id, item, stamp),
    code,
    name,
    quantity: sale.quantity,
    unitPrice: sale.price,
    travel: zero(sale.price.currency),
    discountable: !controlled,
  });
}

type ProductBatches = Extract<LineItem, { kind: 'PRODUCT' }>['batches'];

/** "5 for the price of 4": the package costs its paid visits at today's price of one. */
export function packageLine(
  template: PackageTemplate,
  sale: { readonly package: Id<'ClientPackage'>; readonly visitPrice: Money },
  id: LineId,
  stamp: Stamp,
): Result<InvoiceLine, Failure<'AMOUNT_TOO_LARGE' | 'NOTHING_TO_BOOK'>> {
  const { code, name, paidVisits } = template;
  const price = priceTimes(sale.visitPrice, quantity(paidVisits));
  if (!price.ok) return price;
  if (price.value.minor === 0) return err(failure('NOTHING_TO_BOOK'));
  return ok({
    ...newLine(id, { kind: 'PACKAGE', template: template.id, package: sale.package }, stamp),
    code,
    name,
    quantity: quantity(1),
    unitPrice: price.value,
    travel: zero(price.value.currency),
    discountable: false,
  });
}

/** A month of a wellness plan. */
export function planLine(subscription: Subscription, id: LineId, stamp: Stamp): InvoiceLine {
  const { code, name, monthly } = subscription;
  return {
    ...newLine(id, { kind: 'PLAN', subscription: subscription.id }, stamp),
    code,
    name,
    quantity: quantity(1),
    unitPrice: monthly,
    travel: zero(monthly.currency),
    discountable: false,
  };
}

function newLine(id: LineId, item: LineItem, stamp: Stamp) {
  return {
    id,
    item,
    certainty: 'FIRM' as const,
    cover: nothing,
    added: stamp,
    charge: { state: 'CHARGED' as const },
  };
}
