import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import type { PackageTemplate, Promotion } from './offers.ts';
import type { ProductCategory, Stockroom, Supplier } from './trade.ts';

/** Another entry of the same kind with the same code is in the way. */
export function checkCode(
  entry: { readonly id: string; readonly kind: string; readonly code: string },
  sameCode: readonly { readonly id: string; readonly kind: string }[],
): Result<void, Failure<'CODE_TAKEN'>> {
  const taken = sameCode.some(({ id, kind }) => id !== entry.id && kind === entry.kind);
  return taken ? err(failure('CODE_TAKEN', { code: entry.code })) : ok();
}

export function checkPromotion(promotion: Promotion): Result<Promotion, Failure<'ENDS_BEFORE_START'>> {
  const { from, until } = promotion;
  return until < from ? err(failure('ENDS_BEFORE_START', { from, until })) : ok(promotion);
}

export function checkPackage(template: PackageTemplate): Result<PackageTemplate, Failure<'MORE_PAID_THAN_GIVEN'>> {
  const { visits, paidVisits } = template;
  return paidVisits > visits ? err(failure('MORE_PAID_THAN_GIVEN', { visits, paid: paidVisits })) : ok(template);
}

export function checkStockroom(stockroom: Stockroom): Result<Stockroom, Failure<'SHELF_TWICE'>> {
  const seen = new Set<string>();
  for (const { code } of stockroom.shelves) {
    if (seen.has(code)) return err(failure('SHELF_TWICE', { code }));
    seen.add(code);
  }
  return ok(stockroom);
}

/** ACTIVE ⇄ SUSPENDED → ARCHIVED; nothing is ordered from a supplier that is not active. */
export function changeSupplierStatus(
  supplier: Supplier,
  to: Supplier['status'],
  stamp: Stamp,
): Result<Supplier, Failure<'STATUS_CHANGE_REFUSED'>> {
  const { status: from } = supplier;
  if (from === to) return ok(supplier);
  if (from === 'ARCHIVED') return err(failure('STATUS_CHANGE_REFUSED', { from, to, allowed: [] }));
  return ok({ ...supplier, status: to, changed: stamp });
}

/** Whether a category can hang where it wants to: never below itself. */
export function checkCategory(
  category: ProductCategory,
  others: readonly ProductCategory[],
): Result<ProductCategory, Failure<'CATEGORY_CIRCLE'>> {
  const parents = new Map(others.map(({ id, parent }) => [id, parent]));
  const seen = new Set([category.id]);
  for (let above = category.parent; above !== null; above = parents.get(above) ?? null) {
    if (seen.has(above)) return err(failure('CATEGORY_CIRCLE'));
    seen.add(above);
  }
  return ok(category);
}
