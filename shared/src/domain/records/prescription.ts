import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText, longText } from '../../base/text.ts';
import { positiveQuantitySchema } from '../amounts.ts';
import { actorSchema } from '../document.ts';
import { codeSchema } from '../names.ts';

/**
 * What a vet prescribes to one animal: one medicine, its dose, how often, how long and how much is handed out; or, where
 * no form fits, plain words. Which law it follows and until when it may be filled is copied into it.
 */
export const medicineGroupSchema = z.enum([
  'ANTIMICROBIAL',
  'CONTROLLED',
  'HORMONE',
  'SEDATIVE',
  'ANAESTHETIC',
  'OTHER',
]);
export type MedicineGroup = z.infer<typeof medicineGroupSchema>;

export const medicineSchema = z.strictObject({
  /** Its code in the catalogue, when the clinic has it. */
  code: codeSchema.optional(),
  name: lineText(200),
  substance: lineText(200, 0),
  strength: lineText(80, 0),
  form: lineText(80, 0),
  group: medicineGroupSchema,
});
export type Medicine = z.infer<typeof medicineSchema>;

export const frequencySchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('ONCE') }),
  z.strictObject({ every: z.literal('HOURS'), hours: z.int().min(1).max(168) }),
  z.strictObject({ every: z.literal('DAYS'), days: z.int().min(2).max(180) }),
  z.strictObject({ every: z.literal('AS_NEEDED'), mostPerDay: z.int().min(1).max(24) }),
]);
export type Frequency = z.infer<typeof frequencySchema>;

const amountSchema = z.strictObject({ amount: positiveQuantitySchema, unit: lineText(40) });

export const longestDiagnosis = 500;

/** The law a prescription was written under, and the last day it may be filled, where that law sets one. */
const lawSchema = z.strictObject({ pack: lineText(40), validUntil: civilDateSchema.optional() });

const common = {
  id: idSchema('Prescription'),
  replaces: idSchema('Prescription').optional(),
  by: actorSchema,
  at: instantSchema,
  date: civilDateSchema,
  /** Shown on the prescription where the law wants it, as for antimicrobials (§7.4). */
  diagnosis: longText(longestDiagnosis, 0),
  chronic: z.boolean(),
  /** Used outside its licence, as the cascade allows; the prescription says so. */
  cascade: z.boolean(),
  law: lawSchema,
};

export const prescriptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('DOSED'),
    ...common,
    medicine: medicineSchema,
    dose: amountSchema,
    route: lineText(60),
    frequency: frequencySchema,
    days: z.int().min(1).max(366),
    dispensed: amountSchema,
    instructions: longText(1000, 0),
    warnings: z.array(lineText(200)).max(20),
    withdrawal: lineText(200, 0),
  }),
  z.strictObject({
    kind: z.literal('FREE_TEXT'),
    ...common,
    group: medicineGroupSchema,
    text: longText(2000),
  }),
]);
export type Prescription = z.infer<typeof prescriptionSchema>;
export type DosedPrescription = Extract<Prescription, { kind: 'DOSED' }>;

export function groupOf(prescription: Prescription): MedicineGroup {
  return prescription.kind === 'DOSED' ? prescription.medicine.group : prescription.group;
}
