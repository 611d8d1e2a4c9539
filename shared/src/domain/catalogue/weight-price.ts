import { failure, type Failure } from '../../base/failure.ts';
import type { Money } from '../../base/money.ts';
import { formatQuantity, quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { oneCurrency } from '../amounts.ts';
import type { ServiceTerms, WeightPrice, WeightTier } from './price-terms.ts';

export type TermsRefusal = Failure<'WEIGHT_PRICED_TWICE' | 'TIERS_LEAVE_GAP' | 'TIERS_OVERLAP' | 'CURRENCY_MISMATCH'>;

/** What the form has: both ways of pricing by weight, of which only one may be filled in (C-01). */
export function weightPriceOf(perKg: Money | null, tiers: readonly WeightTier[]): Result<WeightPrice, TermsRefusal> {
  if (perKg !== null && tiers.length > 0) return err(failure('WEIGHT_PRICED_TWICE'));
  if (perKg !== null) return ok({ mode: 'PER_KG', perKg });
  if (tiers.length === 0) return ok({ mode: 'NONE' });
  return ok({ mode: 'TIER', tiers: tiers.toSorted((a, b) => a.from - b.from) });
}

/** Whether terms can be saved: one currency, and brackets that follow each other without gap or overlap (C-02). */
export function checkTerms(terms: ServiceTerms): Result<ServiceTerms, TermsRefusal> {
  const { base, weight, perKm } = terms;
  const amounts = [
    ...(weight.mode === 'PER_KG' ? [weight.perKg] : []),
    ...(weight.mode === 'TIER' ? weight.tiers.map(({ amount }) => amount) : []),
    ...(perKm === null ? [] : [perKm]),
  ];
  const currency = oneCurrency(amounts, base.currency);
  if (!currency.ok) return currency;
  if (weight.mode !== 'TIER') return ok(terms);
  const tiers = checkTiers(weight.tiers);
  return tiers.ok ? ok(terms) : tiers;
}

/** Brackets are `[from, below)`: 5.000 kg belongs to the bracket that begins at 5. Only the last may be open. */
function checkTiers(tiers: readonly WeightTier[]): Result<void, Failure<'TIERS_LEAVE_GAP' | 'TIERS_OVERLAP'>> {
  let end: WeightTier['below'] = quantity(0);
  for (const { from, below } of tiers) {
    const expected = end === null ? '∞' : formatQuantity(end, 'en');
    if (end === null || from < end) return err(failure('TIERS_OVERLAP', { expected }));
    if (from > end) return err(failure('TIERS_LEAVE_GAP', { expected }));
    if (below !== null && below <= from) return err(failure('TIERS_OVERLAP', { expected }));
    end = below;
  }
  return ok();
}
