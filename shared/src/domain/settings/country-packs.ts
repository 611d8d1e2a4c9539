import { civilDate, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import type { Currency } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type WallTime, wallTime } from '../../base/wall-time.ts';
import { inForce, type Versioned } from './valid-from.ts';

/**
 * What a country's law and custom decide for every clinic in it. The tables of single nouns (passport templates,
 * prescriptions, vaccination protocols) stand with those nouns; a pack says which of them are used.
 */
export interface CountryPack extends Versioned {
  readonly country: string;
  readonly currency: Currency;
  readonly passportTemplates: readonly string[];
  readonly prescriptions: 'RU' | 'EU';
  /** Whether a vaccination is still valid on the day the next one is due (7.2 of the domain). */
  readonly validOnDueDay: boolean;
  readonly till: { readonly shiftHours: number; readonly unsentDays: number } | undefined;
  /** No reminder reaches an owner between these times, by the owner's clock (7.8). */
  readonly quiet: { readonly from: WallTime; readonly to: WallTime };
  /** Whether data of citizens must first be stored inside the country. */
  readonly dataStaysInside: boolean;
}

const quiet = { from: wallTime('21:00'), to: wallTime('09:00') };

const european = { prescriptions: 'EU', validOnDueDay: false, till: undefined, quiet, dataStaysInside: false } as const;
const passportsUntil2026 = { validFrom: civilDate('2014-12-29'), passportTemplates: ['EU-577/2013'] };
/** Papers issued before stay usable, so the old template stays after the new one. */
const passportsFrom2026 = { validFrom: civilDate('2026-04-22'), passportTemplates: ['EU-2026', 'EU-577/2013'] };

export const countryPacks: readonly CountryPack[] = [
  {
    country: 'RU',
    version: 'RU-2025',
    validFrom: civilDate('2025-03-01'),
    currency: 'RUB',
    passportTemplates: ['EAEU-317', 'RU-free'],
    prescriptions: 'RU',
    validOnDueDay: false,
    till: { shiftHours: 24, unsentDays: 30 },
    quiet,
    dataStaysInside: false,
  },
  {
    country: 'RU',
    version: 'RU-2025-07',
    validFrom: civilDate('2025-07-01'),
    currency: 'RUB',
    passportTemplates: ['EAEU-317', 'RU-free'],
    prescriptions: 'RU',
    validOnDueDay: false,
    till: { shiftHours: 24, unsentDays: 30 },
    quiet,
    dataStaysInside: true,
  },
  { ...european, ...passportsUntil2026, country: 'DE', version: 'DE-577', currency: 'EUR' },
  { ...european, ...passportsFrom2026, country: 'DE', version: 'DE-2026', currency: 'EUR' },
];

/** The rules of a country on a day. */
export function countryPack(
  country: string,
  date: CivilDate,
  packs: readonly CountryPack[] = countryPacks,
): Result<CountryPack, Failure<'COUNTRY_UNKNOWN'>> {
  const pack = inForce(
    packs.filter((one) => one.country === country),
    date,
  );
  return pack === undefined ? err(failure('COUNTRY_UNKNOWN', { country })) : ok(pack);
}
