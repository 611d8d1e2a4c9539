import type { CivilDate } from '../../base/civil-date.ts';
import type { Species } from '../pets/pet.ts';
import type { DosedPrescription } from './prescription.ts';

/**
 * What stands on the label of a medicine handed out: the union of what US states, the United Kingdom and the European
 * Union ask for (§7.4). Data only; the label printer knows the words of the language.
 */
export interface LabelFields {
  readonly clinic: { readonly name: string; readonly address: string; readonly phone: string };
  readonly vet: string;
  readonly date: CivilDate;
  readonly owner: string;
  readonly pet: { readonly name: string; readonly species: Species };
  readonly medicine: Pick<DosedPrescription['medicine'], 'name' | 'substance' | 'strength' | 'form'>;
  readonly quantity: DosedPrescription['dispensed'];
  readonly directions: Pick<DosedPrescription, 'dose' | 'route' | 'frequency' | 'days' | 'instructions'>;
  readonly warnings: readonly string[];
  readonly withdrawal: string;
  readonly batch: { readonly number: string; readonly expires: CivilDate } | undefined;
  readonly storage: string;
}

/** Codes of the warnings every label carries; the printer has their words. */
export const warningsOnEveryLabel = ['FOR_ANIMAL_TREATMENT_ONLY', 'KEEP_OUT_OF_REACH_OF_CHILDREN'] as const;

/** What the label takes from elsewhere: the clinic, the people, the pack in the hand. */
export type LabelSurroundings = Pick<LabelFields, 'clinic' | 'vet' | 'owner' | 'pet' | 'batch' | 'storage'>;

/** The fields of a label, and which of them are empty although a label must have them. */
export function labelOf(
  prescription: DosedPrescription,
  surroundings: LabelSurroundings,
): { readonly fields: LabelFields; readonly missing: readonly (keyof LabelFields)[] } {
  const { dose, route, frequency, days, instructions, dispensed, medicine, warnings, withdrawal, date } = prescription;
  const fields: LabelFields = {
    ...surroundings,
    date,
    medicine,
    quantity: dispensed,
    directions: { dose, route, frequency, days, instructions },
    warnings: [...warningsOnEveryLabel, ...warnings],
    withdrawal,
  };
  return { fields, missing: missingOf(fields) };
}

function missingOf({ clinic, vet, owner, medicine, batch }: LabelFields): (keyof LabelFields)[] {
  const empty = (...texts: readonly string[]): boolean => texts.some((text) => text.trim() === '');
  return [
    ...(empty(clinic.name, clinic.address, clinic.phone) ? (['clinic'] as const) : []),
    ...(empty(vet) ? (['vet'] as const) : []),
    ...(empty(owner) ? (['owner'] as const) : []),
    ...(empty(medicine.strength, medicine.form) ? (['medicine'] as const) : []),
    ...(batch === undefined ? (['batch'] as const) : []),
  ];
}
