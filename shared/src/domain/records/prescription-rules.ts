import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Actor } from '../document.ts';
import type { Instant } from '../../base/instant.ts';
import type { PrescriptionPack } from './prescription-packs.ts';
import { groupOf, type MedicineGroup, type Prescription } from './prescription.ts';

/** A prescription as the vet fills it in: who, when and under which law are added by the rule. */
export type WantedPrescription = Prescription extends infer Each
  ? Each extends Prescription
    ? Omit<Each, 'by' | 'at' | 'date' | 'law'>
    : never
  : never;

/** Writes a prescription under the law of the day: its last day, and the diagnosis where the law wants it shown. */
export function writePrescription(
  wanted: WantedPrescription,
  pack: PrescriptionPack,
  written: { readonly by: Actor; readonly at: Instant; readonly date: CivilDate },
): Result<Prescription, Failure<'DIAGNOSIS_NOT_SHOWN'>> {
  const group = wanted.kind === 'DOSED' ? wanted.medicine.group : wanted.group;
  if (pack.diagnosisShownFor.includes(group) && wanted.diagnosis.trim() === '') {
    return err(failure('DIAGNOSIS_NOT_SHOWN', { law: pack.version }));
  }
  const days = validDays(pack, group, wanted.chronic);
  const law = { pack: pack.version, ...(days !== undefined && { validUntil: addDays(written.date, days) }) };
  return ok({ ...wanted, ...written, law });
}

/** Whether a prescription may still be filled on a day. */
export function isValidOn({ law }: Prescription, date: CivilDate): boolean {
  return law.validUntil === undefined || date <= law.validUntil;
}

/** Whether what is prescribed must not be handed out without a prescription. */
export function needsPrescription(pack: PrescriptionPack, prescription: Prescription): boolean {
  return pack.prescriptionOnly.includes(groupOf(prescription));
}

function validDays(pack: PrescriptionPack, group: MedicineGroup, chronic: boolean): number | undefined {
  return (chronic ? pack.chronicDays : undefined) ?? pack.days[group];
}
