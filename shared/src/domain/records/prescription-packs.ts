import { present } from '../../base/assert.ts';
import { civilDate } from '../../base/civil-date.ts';
import { inForce, type Versioned } from '../settings/valid-from.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import type { MedicineGroup } from './prescription.ts';

/**
 * What the law of a country asks of a prescription (§7.4). Rows are never changed, only followed by newer ones; a
 * prescription keeps the version it was written under.
 */
export interface PrescriptionPack extends Versioned {
  readonly law: 'EU' | 'RU' | 'GB';
  /** How many days it may be filled, by group; a group without a number has no limit in this law. */
  readonly days: { readonly [Group in MedicineGroup]?: number };
  /** How many days a prescription for a chronic illness may be filled, where that differs. */
  readonly chronicDays?: number;
  readonly diagnosisShownFor: readonly MedicineGroup[];
  /** What may be handed out on a prescription only. */
  readonly prescriptionOnly: readonly MedicineGroup[];
}

const everyGroup = (days: number) =>
  ({ ANTIMICROBIAL: days, CONTROLLED: days, HORMONE: days, SEDATIVE: days, ANAESTHETIC: days, OTHER: days }) as const;

export const prescriptionPacks: readonly PrescriptionPack[] = [
  {
    law: 'EU',
    version: 'EU-2019/6',
    validFrom: civilDate('2022-01-28'),
    days: { ANTIMICROBIAL: 5 },
    diagnosisShownFor: ['ANTIMICROBIAL'],
    prescriptionOnly: ['ANTIMICROBIAL', 'CONTROLLED', 'HORMONE', 'SEDATIVE', 'ANAESTHETIC'],
  },
  {
    law: 'RU',
    version: 'RU-776',
    validFrom: civilDate('2025-03-01'),
    days: everyGroup(30),
    chronicDays: 365,
    diagnosisShownFor: [],
    prescriptionOnly: ['ANTIMICROBIAL', 'CONTROLLED', 'HORMONE', 'SEDATIVE', 'ANAESTHETIC'],
  },
  {
    law: 'GB',
    version: 'GB-2013',
    validFrom: civilDate('2013-10-01'),
    days: { ...everyGroup(182), CONTROLLED: 28 },
    diagnosisShownFor: [],
    prescriptionOnly: ['ANTIMICROBIAL', 'CONTROLLED', 'HORMONE', 'SEDATIVE', 'ANAESTHETIC'],
  },
];

/**
 * The law a clinic prescribes under: that of its country, and where we know none, the European one, which asks for most.
 * Before the first day we know of, its first version counts.
 */
export function prescriptionLaw(country: string, date: CivilDate): PrescriptionPack {
  const law = prescriptionPacks.some((pack) => pack.law === country) ? country : 'EU';
  const versions = prescriptionPacks.filter((pack) => pack.law === law);
  return present(inForce(versions, date) ?? versions[0], 'a law of prescriptions');
}

/** The law in force on a day; undefined before the first one we know. */
export function prescriptionPack(law: PrescriptionPack['law'], date: CivilDate): PrescriptionPack | undefined {
  return inForce(
    prescriptionPacks.filter((pack) => pack.law === law),
    date,
  );
}
