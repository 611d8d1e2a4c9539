import { z } from 'zod';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';

/** A phone number as the whole world writes it, `+70005550101`, so that one number is one text. */
export const phoneSchema = z
  .string()
  .max(16)
  .regex(/^\+[1-9]\d{6,14}$/)
  .brand<'Phone'>();
export type Phone = z.infer<typeof phoneSchema>;

/** How people write numbers at home: without the country, with a digit in front that means "in this country". */
interface Dialling {
  readonly code: string;
  readonly trunk: string;
  /** How many digits follow the country code. */
  readonly digits: readonly number[];
}

const dialling = {
  RU: { code: '7', trunk: '8', digits: [10] },
  KZ: { code: '7', trunk: '8', digits: [10] },
  BY: { code: '375', trunk: '80', digits: [9] },
  GB: { code: '44', trunk: '0', digits: [9, 10] },
  DE: { code: '49', trunk: '0', digits: [7, 8, 9, 10, 11] },
  VN: { code: '84', trunk: '0', digits: [9, 10] },
} as const satisfies Readonly<Record<string, Dialling>>;

export type PhoneCountry = keyof typeof dialling;

/** How numbers without a country are read in a clinic of that country; as in Russia where we do not know better. */
export function phoneCountryOf(country: string | undefined): PhoneCountry {
  const known = Object.keys(dialling).find((code): code is PhoneCountry => code === country);
  return known ?? 'RU';
}

/**
 * Reads a number as it is typed or read out: `8 (000) 555-01-01`, `7 000 555 01 01`, `000 555 01 01` and
 * `+7 000 555-01-01` are one number.
 */
export function parsePhone(text: string, country: PhoneCountry = 'RU'): Result<Phone, Failure<'NOT_A_PHONE'>> {
  if (text.length > 60) return err(failure('NOT_A_PHONE'));
  const typed = text.normalize('NFKC').replaceAll(/[\s().‐-―−\-/]/g, '');
  const parsed = phoneSchema.safeParse(international(typed, dialling[country]));
  return parsed.success ? ok(parsed.data) : err(failure('NOT_A_PHONE'));
}

function international(typed: string, { code, trunk, digits }: Dialling): string {
  if (!/^\+?\d+$/.test(typed)) return '';
  if (typed.startsWith('+')) return ofKnownLength(typed);
  const fits = (rest: string): boolean => digits.includes(rest.length);
  if (typed.startsWith(trunk) && fits(typed.slice(trunk.length))) return `+${code}${typed.slice(trunk.length)}`;
  if (typed.startsWith(code) && fits(typed.slice(code.length))) return `+${typed}`;
  if (fits(typed)) return `+${code}${typed}`;
  return typed.startsWith('00') ? ofKnownLength(`+${typed.slice(2)}`) : '';
}

/** A number of a country we know must have as many digits as numbers have there. */
function ofKnownLength(phone: string): string {
  const known: Dialling | undefined = Object.values(dialling).find(({ code }) => phone.startsWith(`+${code}`));
  return known === undefined || known.digits.includes(phone.length - 1 - known.code.length) ? phone : '';
}

/** For screens: `+7 000 555-01-01`; numbers of other countries in groups of three. */
export function formatPhone(phone: Phone): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (russian !== null) return `+7 ${russian[1]} ${russian[2]}-${russian[3]}-${russian[4]}`;
  const known = Object.values(dialling).find(({ code }) => phone.startsWith(`+${code}`));
  const head = known === undefined ? 2 : known.code.length + 1;
  return `${phone.slice(0, head)} ${phone.slice(head).replaceAll(/(\d{3})(?=\d{3})/g, '$1 ')}`;
}
