import { failure, type Failure } from '../base/failure.ts';
import { type Currency, type Money, moneySchema, times } from '../base/money.ts';
import { type Quantity, quantitySchema } from '../base/quantity.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * What one price, one line or one movement of money may be at most, in minor units: 40 million of a currency with
 * cents, 4 billion dong. Documents hold few hundred of them, so no sum of a document leaves the range of Money.
 */
export const largestAmount = 4_000_000_000;

/** A price or fee: zero or more. */
export const priceSchema = moneySchema.refine(({ minor }) => minor >= 0 && minor <= largestAmount, {
  error: 'not a price',
});

/** Money that changes hands: more than nothing. */
export const amountSchema = moneySchema.refine(({ minor }) => minor > 0 && minor <= largestAmount, {
  error: 'not an amount above zero',
});

/** Money of a sign: a correction, a difference, one side of a booking entry. */
export const signedAmountSchema = moneySchema.refine(({ minor }) => Math.abs(minor) <= largestAmount, {
  error: 'too large',
});

/** How much of something is sold or moved at once: above zero, a hundred thousand base units at most. */
export const positiveQuantitySchema = quantitySchema.refine((value) => value > 0 && value <= 100_000_000, {
  error: 'not a quantity above zero',
});

export type AmountRefusal = Failure<'AMOUNT_TOO_LARGE' | 'CURRENCY_MISMATCH'>;

/** Price × quantity, or a refusal where a typing error made it larger than any real price. */
export function priceTimes(price: Money, quantity: Quantity): Result<Money, Failure<'AMOUNT_TOO_LARGE'>> {
  if ((price.minor / 1000) * quantity > largestAmount) return err(failure('AMOUNT_TOO_LARGE'));
  return ok(times(price, quantity));
}

/** Amounts of several currencies never meet in one document. */
export function oneCurrency(amounts: Iterable<Money>, currency: Currency): Result<void, Failure<'CURRENCY_MISMATCH'>> {
  for (const amount of amounts) {
    if (amount.currency !== currency) {
      return err(failure('CURRENCY_MISMATCH', { expected: currency, found: amount.currency }));
    }
  }
  return ok();
}
