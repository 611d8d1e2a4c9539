import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

/**
 * The PIN opens the front desk without the internet and switches people in a second. It protects against the colleague
 * and the visitor; the disk is protected by the key of the store.
 */
export const pinLength = { least: 6, most: 10 } as const;

/** The PINs people choose first, beyond those that follow a rule below. */
const popular = new Set(['159753', '147258', '147852', '258369', '159357', '142536', '010203', '131313', '112358']);

/**
 * Whether a PIN may be chosen. `known` are numbers others know of the person: birthday, phone, code of the staff list.
 */
export function checkNewPin(
  pin: string,
  known: readonly string[] = [],
): Result<void, Failure<'PIN_LENGTH' | 'PIN_TOO_SIMPLE'>> {
  if (pin.length < pinLength.least || pin.length > pinLength.most || !/^\d+$/.test(pin)) {
    return err(failure('PIN_LENGTH', { ...pinLength }));
  }
  const simple =
    isRepeated(pin) || isRun(pin) || isMirrored(pin) || isDate(pin) || popular.has(pin) || isKnown(pin, known);
  return simple ? err(failure('PIN_TOO_SIMPLE')) : ok();
}

/** 777777, 121212, 123123, 11223344. */
function isRepeated(pin: string): boolean {
  return /^(\d{1,4})\1+$/.test(pin) || /^(?:(\d)\1)+$/.test(pin) || new Set(pin).size < 3;
}

/** 123456, 987654, 135790, also over the zero. */
function isRun(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  return steps.size === 1;
}

/** 123321. */
function isMirrored(pin: string): boolean {
  return pin === pin.split('').toReversed().join('');
}

/** A day written as 161126, 16112026 or 20261116. */
function isDate(pin: string): boolean {
  const isDayAndMonth = (day: string, month: string): boolean =>
    Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
  const [a, b, c, d] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6), pin.slice(6, 8)];
  if (pin.length === 6) return isDayAndMonth(a, b) || isDayAndMonth(c, b);
  if (pin.length !== 8) return false;
  return (isDayAndMonth(a, b) && /^(?:19|20)/.test(c)) || (isDayAndMonth(d, c) && /^(?:19|20)/.test(a));
}

function isKnown(pin: string, known: readonly string[]): boolean {
  return known.some((text) => text.replaceAll(/\D/g, '').includes(pin));
}
