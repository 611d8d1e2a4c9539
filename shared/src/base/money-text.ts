import { currencyDigits, type Currency, largestMinor, money, type Money } from './money.ts';
import { err, ok, type Result } from './result.ts';

/** For screens and receipts: `1 500,00 ₽`, `RUB 1,500.00`, `1.750.000` dong without decimals. */
export function formatMoney(amount: Money, language: 'ru' | 'en'): string {
  const digits = currencyDigits[amount.currency];
  return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount.minor / 10 ** digits);
}

/**
 * Text as a person types it: `1500`, `1 500,5`, `1500.50`. Spaces group, a comma or a point starts the decimals. More
 * decimals than the currency has are refused, never rounded in silence.
 */
export function parseMoney(text: string, currency: Currency): Result<Money, 'NOT_AN_AMOUNT'> {
  const match = /^(-?)(\d{1,12})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s\u00a0\u202f]/g, ''));
  const digits = currencyDigits[currency];
  const decimals = match?.[3] ?? '';
  if (match === null || decimals.length > digits) return err('NOT_AN_AMOUNT');
  const minor = Number(match[2]) * 10 ** digits + Number(decimals.padEnd(digits, '0'));
  return minor > largestMinor ? err('NOT_AN_AMOUNT') : ok(money(match[1] === '-' ? -minor : minor, currency));
}
