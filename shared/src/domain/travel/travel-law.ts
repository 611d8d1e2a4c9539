import { type CivilDate, civilDate } from '../../base/civil-date.ts';
import { quantity, type Quantity } from '../../base/quantity.ts';
import type { Species } from '../pets/species.ts';

/**
 * What an area demands of an animal that travels with its owner (§7.1). This is data with a version and the days on which
 * it holds: a new law is a new row. A clinic's chief vet signs it off before anybody relies on it.
 */
export interface TravelLaw {
  readonly version: string;
  readonly area: 'EU' | 'EAEU';
  readonly from: CivilDate;
  readonly until?: CivilDate;
  readonly basis: string;
  /** ISO codes; Northern Ireland is `XI`. */
  readonly countries: readonly string[];
  readonly species: readonly Species[];
  readonly mostAnimals: number;
  readonly needsMarking: boolean;
  readonly rabies: {
    readonly leastAgeDays: number;
    /** A primary vaccination protects from this day on; the day of the vaccination is day 0. */
    readonly waitDays: number;
    /** Whether a booster inside the validity of the dose before is good at once. */
    readonly boosterIsGoodAtOnce: boolean;
  };
  readonly titre?: {
    readonly leastUnits: Quantity;
    readonly daysAfterVaccination: number;
    readonly monthsBeforeEntry: number;
    /** Where an animal comes from without needing one. */
    readonly notNeededFrom: readonly string[];
  };
  readonly tapeworm?: {
    readonly species: readonly Species[];
    readonly countries: readonly string[];
    readonly leastHours: number;
    readonly mostHours: number;
    /** Countries without the tapeworm, between which no treatment is needed. */
    readonly notNeededFrom: readonly string[];
  };
  /** Other vaccinations, each at least so many days before. */
  readonly vaccinations?: {
    readonly daysBefore: number;
    readonly diseases: Readonly<Partial<Record<Species, readonly string[]>>>;
  };
}

const memberStates = codes('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK NO XI');

/** Annex II of Implementing Regulation (EU) 577/2013, both parts, with the microstates. */
const listedCountries = codes(
  'AD CH FO GI GL IS LI MC SM VA AC AE AG AR AU AW BA BB BH BM BQ BY CA CL CW FJ FK GB GG HK IM JE JM JP KN KY LC MK MS ' +
    'MU MX MY NC NZ PF PM RU SG SH SX TT TW US VC VG VU WF',
);

const euRules = {
  area: 'EU',
  countries: memberStates,
  species: ['DOG', 'CAT', 'FERRET'],
  mostAnimals: 5,
  needsMarking: true,
  rabies: { leastAgeDays: 84, waitDays: 21, boosterIsGoodAtOnce: true },
  titre: {
    leastUnits: quantity(0.5),
    daysAfterVaccination: 30,
    monthsBeforeEntry: 3,
    notNeededFrom: [...memberStates, ...listedCountries],
  },
  tapeworm: {
    species: ['DOG'],
    countries: ['FI', 'IE', 'MT', 'NO', 'XI'],
    leastHours: 24,
    mostHours: 120,
    notNeededFrom: ['FI', 'IE', 'MT', 'NO', 'XI'],
  },
} as const satisfies Partial<TravelLaw>;

export const travelLaws: readonly TravelLaw[] = [
  {
    ...euRules,
    version: 'EU-2013',
    from: civilDate('2014-12-29'),
    until: civilDate('2026-04-21'),
    basis: 'Reg. (EU) 576/2013 and Implementing Reg. (EU) 577/2013; Delegated Reg. (EU) 2018/772 for tapeworm',
  },
  {
    ...euRules,
    version: 'EU-2026',
    from: civilDate('2026-04-22'),
    basis: 'Reg. (EU) 2016/429 with Delegated Reg. (EU) 2026/131; core health rules as before',
  },
  {
    version: 'GB-2021',
    area: 'EU',
    from: civilDate('2021-01-01'),
    basis: 'Pet travel rules of Great Britain, which follow those of the EU',
    countries: ['GB'],
    species: ['DOG', 'CAT', 'FERRET'],
    mostAnimals: 5,
    needsMarking: true,
    rabies: { leastAgeDays: 84, waitDays: 21, boosterIsGoodAtOnce: true },
    titre: euRules.titre,
    tapeworm: { ...euRules.tapeworm, countries: ['GB'] },
  },
  {
    version: 'EAEU-317',
    area: 'EAEU',
    from: civilDate('2010-07-01'),
    basis: 'Decision of the Customs Union Commission No. 317, chapter 15',
    countries: ['AM', 'BY', 'KG', 'KZ', 'RU'],
    species: ['DOG', 'CAT', 'BIRD', 'RABBIT', 'FERRET', 'RODENT', 'REPTILE', 'OTHER'],
    mostAnimals: 2,
    needsMarking: false,
    rabies: { leastAgeDays: 0, waitDays: 20, boosterIsGoodAtOnce: true },
    vaccinations: {
      daysBefore: 20,
      diseases: {
        DOG: ['RABIES', 'DISTEMPER', 'HEPATITIS', 'PARVOVIRUS', 'LEPTOSPIROSIS'],
        CAT: ['RABIES', 'PANLEUKOPENIA'],
        FERRET: ['RABIES', 'DISTEMPER'],
      },
    },
  },
];

/** The law that holds at a destination on a day; undefined where we know of none. */
export function travelLaw(destination: string, day: CivilDate): TravelLaw | undefined {
  return travelLaws.find(
    ({ countries, from, until }) =>
      countries.includes(destination) && from <= day && (until === undefined || day <= until),
  );
}

function codes(text: string): readonly string[] {
  return text.split(' ');
}
