import { z } from 'zod';
import { assert } from './assert.ts';
import { type Brand, mint } from './brand.ts';
import { err, ok, type Result } from './result.ts';

/**
 * How much of something in its base unit (kilograms, millilitres, tablets, kilometres), exact to three decimals and
 * held as whole thousandths: 25.455 kg is 25455.
 */
export type Quantity = Brand<number, 'Quantity'>;

/** A million of the base unit. */
const largest = 1_000_000_000;

export const quantitySchema = z.int().min(-largest).max(largest).brand<'Quantity'>();

/** A quantity written in our own code: `quantity(25.455)`. */
export function quantity(value: number): Quantity {
  return ofThousandths(Math.round(value * 1000));
}

export function ofThousandths(thousandths: number): Quantity {
  assert(Number.isInteger(thousandths) && Math.abs(thousandths) <= largest, `quantity out of range: ${thousandths}`);
  return mint<Quantity>(thousandths === 0 ? 0 : thousandths);
}

/** Text as a person types it: `12`, `12.4`, `12,4`. More than three decimals are refused, never rounded in silence. */
export function parseQuantity(text: string): Result<Quantity, 'NOT_A_QUANTITY'> {
  const match = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (match === null) return err('NOT_A_QUANTITY');
  return ok(ofThousandths(Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0'))));
}

export function quantityParts(amount: Quantity): { readonly thousandths: number } {
  return { thousandths: amount };
}

export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return ofThousandths(a + b);
}

export function subtractQuantities(a: Quantity, b: Quantity): Quantity {
  return ofThousandths(a - b);
}

export function sumQuantities(amounts: Iterable<Quantity>): Quantity {
  let total = 0;
  for (const amount of amounts) total += amount;
  return ofThousandths(total);
}

/** For screens and labels: `25.455`, `12`, with the decimal sign the language uses. */
export function formatQuantity(amount: Quantity, language: 'ru' | 'en'): string {
  const sign = amount < 0 ? '-' : '';
  const digits = String(Math.abs(amount)).padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return sign + digits.slice(0, -3) + (decimals === '' ? '' : (language === 'ru' ? ',' : '.') + decimals);
}
