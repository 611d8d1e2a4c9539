import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { documentFields, type Stamp, stampSchema } from '../document.ts';

/**
 * One dose given to one animal on one day. The vaccination card is the list of these events, newest first.
 *
 * A dose is never edited away: a mistake is voided, with who, when and why, and stays in the book. When the next dose is
 * due follows from the clinic's protocol and is stored with the dose, so that the card reads the same for ever.
 */
const shared = {
  id: idSchema('Record'),
  kind: z.literal('VACCINATION'),
  pet: idSchema('Pet'),
  vaccine: z.string().min(1).max(24),
  /** Copied, because the staff list of that day is what counts. */
  vetName: z.string().min(1).max(120),
  date: civilDateSchema,
  nextDue: civilDateSchema.optional(),
  ...documentFields,
};

export const vaccinationSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...shared, status: z.literal('GIVEN') }),
  z.strictObject({ ...shared, status: z.literal('VOIDED'), voided: stampSchema, reason: z.string().min(1).max(500) }),
]);

export type Vaccination = z.infer<typeof vaccinationSchema>;
export type GivenVaccination = Extract<Vaccination, { status: 'GIVEN' }>;
export type VoidedVaccination = Extract<Vaccination, { status: 'VOIDED' }>;

/** The dose as it stands in the book after it was declared a mistake. Voiding twice keeps the first reason. */
export function voidVaccination(vaccination: Vaccination, stamp: Stamp, reason: string): VoidedVaccination {
  if (vaccination.status === 'VOIDED') return vaccination;
  return { ...vaccination, status: 'VOIDED', voided: stamp, reason, changed: stamp };
}
