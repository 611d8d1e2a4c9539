import { z } from 'zod';
import { civilDateSchema, compareDates } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText, longText } from '../../base/text.ts';
import { documentFields } from '../document.ts';
import { codeSchema } from '../names.ts';
import { voidedFields } from '../voidable.ts';
import { diseaseSchema } from './protocol.ts';

/**
 * One dose given to one animal on one day. The vaccination card is the list of these events, newest first.
 *
 * A dose is either given or voided; it is never edited away. What it is worth and when the next one is due follows from
 * the clinic's protocol and the doses before, and is stored with the dose: the card reads the same on every screen, and
 * reminders need nothing else. When a dose before it is entered late or voided, both are worked out again.
 */
const batchNumberSchema = lineText(40);

/** Where and by whom. A dose given elsewhere is copied from the owner's papers and moves neither stock nor money. */
export const administrationSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('HERE'),
    vet: idSchema('Staff'),
    /** Its code in the catalogue. */
    product: codeSchema,
    batch: z.strictObject({ number: batchNumberSchema, expires: civilDateSchema }),
    site: lineText(120, 0),
  }),
  z.strictObject({ kind: z.literal('ELSEWHERE'), batch: batchNumberSchema.optional() }),
]);

/** Who says when the next dose is due. */
export const dueSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('PROTOCOL') }),
  z.strictObject({ by: z.literal('VET'), date: civilDateSchema, reason: longText(500) }),
]);
export type Due = z.infer<typeof dueSchema>;

export const doseStandingSchema = z.discriminatedUnion('counts', [
  z.strictObject({
    counts: z.literal(true),
    as: z.enum(['PRIMARY', 'FIRST_BOOSTER', 'BOOSTER']),
    number: z.int().min(1).max(1000),
    validFrom: civilDateSchema,
    /** Not there when no further dose is due. */
    validUntil: civilDateSchema.optional(),
  }),
  z.strictObject({
    counts: z.literal(false),
    because: z.enum(['TOO_EARLY', 'TOO_YOUNG']),
    earliest: civilDateSchema,
  }),
]);

const given = {
  id: idSchema('Record'),
  kind: z.literal('VACCINATION'),
  pet: idSchema('Pet'),
  date: civilDateSchema,
  /** The clinic's place where it was entered; reminders go out by its clock. */
  location: idSchema('Location'),
  vaccine: codeSchema,
  diseases: z.array(diseaseSchema).min(1).max(14),
  product: z.strictObject({ name: lineText(120), manufacturer: lineText(120).optional() }),
  administration: administrationSchema,
  /** Copied, because the names of that day are what counts. */
  vetName: lineText(120),
  clinicName: lineText(200),
  startsSeries: z.boolean(),
  atRisk: z.boolean(),
  due: dueSchema,
  standing: doseStandingSchema,
  /** When the next dose of this vaccine is due, as far as this dose and those before it tell. */
  nextDue: civilDateSchema.optional(),
  ...documentFields,
};

export const vaccinationSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...given, status: z.literal('GIVEN') }),
  z.strictObject({ ...given, ...voidedFields }),
]);

export type Vaccination = z.infer<typeof vaccinationSchema>;
export type GivenVaccination = Extract<Vaccination, { status: 'GIVEN' }>;
export type VoidedVaccination = Extract<Vaccination, { status: 'VOIDED' }>;

export const vaccinationVersion = 1;

/** What may still change on a dose: it is voided, its due date is set, its standing is worked out again. */
export const changeableOnVaccination = ['status', 'voids', 'due', 'standing', 'nextDue'] as const;

/** The vaccination card: what was given, newest first. */
export function vaccinationCard(vaccinations: readonly Vaccination[]): GivenVaccination[] {
  return vaccinations
    .filter((each) => each.status === 'GIVEN')
    .toSorted((a, b) => compareDates(b.date, a.date) || (a.id < b.id ? 1 : -1));
}

/**
 * The dose that says what is due for one vaccine: the last one given. Doses that did not count are no exception, since
 * they carry on the due date of the one that did.
 */
export function lastDose(vaccinations: readonly Vaccination[], vaccine: string): GivenVaccination | undefined {
  return vaccinationCard(vaccinations).find((each) => each.vaccine === vaccine);
}
