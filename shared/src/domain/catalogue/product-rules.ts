import { failure, type Failure } from '../../base/failure.ts';
import { formatQuantity, ofThousandths, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import type { Product, ProductStatus } from './product.ts';

export type ProductRefusal = Failure<'BATCH_TRACKING_REQUIRED' | 'CONTROLLED_NEEDS_PRESCRIPTION'>;

/** Whether a product makes sense: medicines by batch (C-49), controlled drugs as prescription medicines. */
export function checkProduct(product: Product): Result<Product, ProductRefusal> {
  const { sort, tracking, controlled, supply, code } = product;
  const medicine = sort === 'MEDICINE' || sort === 'VACCINE';
  if (medicine && tracking !== 'LOT') return err(failure('BATCH_TRACKING_REQUIRED', { code }));
  if (controlled && (!medicine || supply !== 'RX')) return err(failure('CONTROLLED_NEEDS_PRESCRIPTION', { code }));
  return ok(product);
}

/** A count of packs, or of base units when no pack is named, in base units (C-50). */
export function inBaseUnits(
  product: Product,
  pack: string | null,
  count: Quantity,
): Result<Quantity, Failure<'PACK_UNKNOWN' | 'AMOUNT_TOO_LARGE'>> {
  if (pack === null) return ok(count);
  const found = product.packs.find(({ code, active }) => code === pack && active);
  if (found === undefined) return err(failure('PACK_UNKNOWN', { code: product.code, pack }));
  const thousandths = (found.units / 1000) * count;
  if (!Number.isInteger(thousandths) || thousandths > 100_000_000) return err(failure('AMOUNT_TOO_LARGE'));
  return ok(ofThousandths(thousandths));
}

/** Half a tablet can be handed out where the step is 0.5; a third cannot (C-50). */
export function checkStep(product: Product, quantity: Quantity): Result<Quantity, Failure<'NOT_A_STEP'>> {
  if (quantity > 0 && quantity % product.step === 0) return ok(quantity);
  return err(failure('NOT_A_STEP', { code: product.code, step: formatQuantity(product.step, 'en') }));
}

/** What a status may become. An archived product comes back by way of a draft. */
const following: Readonly<Record<ProductStatus, readonly ProductStatus[]>> = {
  DRAFT: ['PENDING_MODERATION', 'ACTIVE', 'ARCHIVED'],
  PENDING_MODERATION: ['ACTIVE', 'REJECTED'],
  REJECTED: ['DRAFT', 'ARCHIVED'],
  ACTIVE: ['ARCHIVED'],
  ARCHIVED: ['DRAFT'],
};

export function changeProductStatus(
  product: Product,
  to: ProductStatus,
  stamp: Stamp,
): Result<Product, Failure<'STATUS_CHANGE_REFUSED'>> {
  if (product.status === to) return ok(product);
  const allowed = following[product.status];
  if (!allowed.includes(to)) return err(failure('STATUS_CHANGE_REFUSED', { from: product.status, to, allowed }));
  return ok({ ...product, status: to, changed: stamp });
}
