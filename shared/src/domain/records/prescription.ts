import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { textSchema, wordsSchema } from '../../base/text.ts';
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
  name: wordsSchema(200),
  substance: textSchema(200),
  strength: textSchema(80),
  form: textSchema(80),
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

const amountSchema = z.strictObject({ amount: positiveQuantitySchema, unit: wordsSchema(40) });

export const longestDiagnosis = 500;

/** The law a prescription was written under, and the last day it may be filled, where that law sets one. */
const lawSchema = z.strictObject({ pack: wordsSchema(40), validUntil: civilDateSchema.optional() });

const common = {
  id: idSchema('Prescription'),
  replaces: idSchema('Prescription').optional(),
  by: actorSchema,
  at: instantSchema,
  date: civilDateSchema,
  /** Shown on the prescription where the law wants it, as for antimicrobials (§7.4). */
  diagnosis: textSchema(longestDiagnosis),
  chronic: z.boolean(),
  law: lawSchema,
};

export const prescriptionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('DOSED'),
    ...common,
    medicine: medicineSchema,
    dose: amountSchema,
    route: wordsSchema(60),
    frequency: frequencySchema,
    days: z.int().min(1).max(366),
    dispensed: amountSchema,
    instructions: textSchema(1000),
    warnings: z.array(wordsSchema(200)).max(20),
    withdrawal: textSchema(200),
  }),
  z.strictObject({
    kind: z.literal('FREE_TEXT'),
    ...common,
    group: medicineGroupSchema,
    text: wordsSchema(2000),
  }),
]);
export type Prescription = z.infer<typeof prescriptionSchema>;
export type DosedPrescription = Extract<Prescription, { kind: 'DOSED' }>;

export function groupOf(prescription: Prescription): MedicineGroup {
  return prescription.kind === 'DOSED' ? prescription.medicine.group : prescription.group;
}
