import type { CivilDate } from '../../base/civil-date.ts';
import { civilDate } from '../../base/civil-date.ts';

/** How a country counts the last valid day of a vaccination: a row of law, with the day it came into force. */
export interface ValidityRule {
  readonly country: string;
  readonly version: number;
  readonly inForceFrom: CivilDate;
  /** Whether protection ends on the day the next dose is due, or on the day before. */
  readonly untilIs: 'DAY_BEFORE' | 'SAME_DAY';
}

/** What holds where a country has no row of its own. */
export const defaultValidity: ValidityRule = {
  country: 'ANY',
  version: 1,
  inForceFrom: civilDate('2000-01-01'),
  untilIs: 'DAY_BEFORE',
};

/** The rule of a country on a day: of its rows in force the newest, else the default. */
export function validityOn(rules: readonly ValidityRule[], country: string, date: CivilDate): ValidityRule {
  const inForce = rules.filter((rule) => rule.country === country && rule.inForceFrom <= date);
  return inForce.toSorted((a, b) => (a.inForceFrom < b.inForceFrom ? 1 : -1))[0] ?? defaultValidity;
}
