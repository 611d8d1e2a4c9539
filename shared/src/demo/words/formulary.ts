import type { LocalName } from '../../domain/names.ts';
import type { Frequency, MedicineGroup } from '../../domain/records/prescription.ts';
import type { Species } from '../../domain/pets/species.ts';

/** How the demo's vets prescribe a medicine: by weight, in milligrams per kilogram, or in plain units. */
export interface MedicinePlan {
  readonly code: string;
  readonly substance: string;
  readonly strength: string;
  readonly group: MedicineGroup;
  readonly species: readonly Species[];
  readonly dose:
    | {
        readonly by: 'WEIGHT';
        readonly perKg: number;
        readonly least: number;
        readonly most: number;
        readonly strength: number;
      }
    | { readonly by: 'UNIT'; readonly amount: number; readonly unit: LocalName; readonly packs: number };
  readonly frequency: Frequency;
  readonly days: number;
  readonly route: LocalName;
  readonly instructions: LocalName;
}

const twice: Frequency = { every: 'HOURS', hours: 12 };
const daily: Frequency = { every: 'HOURS', hours: 24 };
const byMouth: LocalName = { ru: 'внутрь', en: 'by mouth' };
const withFood: LocalName = { ru: 'Давать с кормом.', en: 'Give with food.' };
const finish: LocalName = { ru: 'Курс не прерывать, даже если стало лучше.', en: 'Finish the course even if better.' };
const drop: LocalName = { ru: 'капля', en: 'drop' };

export const medicines: readonly MedicinePlan[] = [
  byWeight(
    'AB-AMC',
    'amoxicillin/clavulanate',
    '250 mg',
    'ANTIMICROBIAL',
    ['DOG', 'CAT'],
    [12.5, 8, 28, 250],
    twice,
    7,
    finish,
  ),
  byWeight('AB-ENR', 'enrofloxacin', '50 mg', 'ANTIMICROBIAL', ['DOG'], [5, 4, 12, 50], daily, 7, finish),
  byWeight(
    'AB-DOX',
    'doxycycline',
    '100 mg',
    'ANTIMICROBIAL',
    ['DOG', 'CAT', 'FERRET'],
    [8, 4, 25, 100],
    daily,
    14,
    withFood,
  ),
  byWeight('AB-MET', 'metronidazole', '250 mg', 'ANTIMICROBIAL', ['DOG', 'CAT'], [15, 10, 50, 250], twice, 5, withFood),
  drops('AB-CHL', 'chloramphenicol', '0.25 %', { ru: 'в глаза', en: 'into the eyes' }, 7),
  drops('AB-OTO', 'gentamicin/clotrimazole', '', { ru: 'в ухо', en: 'into the ear' }, 10),
  byWeight(
    'N-MELS',
    'meloxicam',
    '1.5 mg/ml',
    'OTHER',
    ['DOG', 'CAT', 'RABBIT', 'FERRET', 'RODENT'],
    [0.1, 0.03, 0.6, 1.5],
    daily,
    5,
    withFood,
  ),
  byWeight('N-CARP', 'carprofen', '50 mg', 'OTHER', ['DOG'], [4, 2, 12, 50], daily, 5, withFood),
  byWeight('N-ROB', 'robenacoxib', '6 mg', 'OTHER', ['CAT'], [1.5, 0.6, 2.5, 6], daily, 3, withFood),
  byWeight('N-GABA', 'gabapentin', '100 mg', 'OTHER', ['DOG', 'CAT'], [10, 5, 60, 100], twice, 10, withFood),
  byWeight(
    'N-PRED',
    'prednisolone',
    '5 mg',
    'HORMONE',
    ['DOG', 'CAT', 'FERRET'],
    [0.7, 0.3, 2.5, 5],
    daily,
    7,
    withFood,
  ),
  byWeight('M-ONDA', 'ondansetron', '4 mg', 'OTHER', ['DOG', 'CAT'], [0.5, 0.1, 1.5, 4], twice, 3, withFood),
  byWeight('M-OMEP', 'omeprazole', '20 mg', 'OTHER', ['DOG'], [1, 0.4, 20, 20], daily, 7, withFood),
  byWeight('M-PIMO', 'pimobendan', '5 mg', 'OTHER', ['DOG'], [0.25, 0.1, 2, 5], twice, 30, withFood),
  byWeight('M-FURO', 'furosemide', '40 mg', 'OTHER', ['DOG', 'CAT'], [2, 0.8, 8, 40], twice, 30, withFood),
];

/** Advice that is no medicine of the cupboard, written in plain words. */
export const plainAdvice: readonly LocalName[] = [
  { ru: 'Лосьон для ушей, чистить 2 раза в неделю.', en: 'Ear lotion, clean twice a week.' },
  { ru: 'Пробиотик 1 саше × 1 р/д, 10 дней.', en: 'Probiotic, 1 sachet daily, 10 days.' },
  { ru: 'Лечебная диета, не менее 4 недель.', en: 'Prescription diet, at least 4 weeks.' },
  { ru: 'Витамин С в поилку, ежедневно.', en: 'Vitamin C in the water, daily.' },
  {
    ru: 'Мазь с декспантенолом на лапы 2 р/д, 10 дней.',
    en: 'Dexpanthenol ointment on the paws twice daily, 10 days.',
  },
];

function byWeight(
  code: string,
  substance: string,
  strength: string,
  group: MedicineGroup,
  species: readonly Species[],
  [perKg, least, most, inOne]: readonly [number, number, number, number],
  frequency: Frequency,
  days: number,
  instructions: LocalName,
): MedicinePlan {
  const dose = { by: 'WEIGHT', perKg, least, most, strength: inOne } as const;
  return { code, substance, strength, group, species, dose, frequency, days, route: byMouth, instructions };
}

function drops(code: string, substance: string, strength: string, route: LocalName, days: number): MedicinePlan {
  return {
    code,
    substance,
    strength,
    group: 'ANTIMICROBIAL',
    species: ['DOG', 'CAT', 'RABBIT', 'FERRET', 'RODENT', 'BIRD', 'REPTILE', 'OTHER'],
    dose: { by: 'UNIT', amount: 2, unit: drop, packs: 1 },
    frequency: { every: 'HOURS', hours: 8 },
    days,
    route,
    instructions: finish,
  };
}
