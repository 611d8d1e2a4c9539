import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { derivedId, type Id, idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { jsonValueSchema } from '../../base/json.ts';
import { lineText, longText } from '../../base/text.ts';
import { actorSchema, documentFields, stampSchema } from '../document.ts';
import { voidSchema } from '../voidable.ts';
import { entriesSchema } from './entries.ts';
import { findingsSchema } from './findings.ts';
import { measurementSchema } from './measurement.ts';
import { prescriptionSchema } from './prescription.ts';
import { attachedFileSchema, problemSchema } from './visit-items.ts';

/**
 * What a vet writes about one visit of one animal, in the four parts every vet knows: what the owner tells, what was
 * found, what it is, what is done (SOAP, R-069).
 *
 * DRAFT → SIGNED, or DRAFT → VOIDED. A draft saves itself with every pause in typing and may be written on several
 * devices at once. A signed visit is locked for ever: what comes later is a dated addendum, and what somebody else had
 * still typed into the draft waits beside it as a late edit. A voided draft is one nobody needs, such as one opened for
 * the wrong animal; writing in it makes it a draft again.
 */

/** The text fields, in reading order: subjective, objective, assessment, plan, and notes for colleagues. */
export const textFields = ['reason', 'history', 'tests', 'diagnosis', 'treatment', 'instructions', 'notes'] as const;
export type TextField = (typeof textFields)[number];

export const longestText = 20_000;
const textEntries = entriesSchema(longText(longestText));

export const longestFollowUp = 500;
export const followUpSchema = z.strictObject({ on: civilDateSchema.optional(), text: longText(longestFollowUp, 0) });
export type FollowUp = z.infer<typeof followUpSchema>;

/** Rules stop far below these; the rest is room for what a merge brings together. */
const mostItems = 500;

const content = {
  reason: textEntries,
  history: textEntries,
  findings: findingsSchema,
  tests: textEntries,
  diagnosis: textEntries,
  treatment: textEntries,
  instructions: textEntries,
  notes: textEntries,
  followUp: entriesSchema(followUpSchema),
  measurements: z.array(measurementSchema).max(mostItems),
  problems: z.array(problemSchema).max(mostItems),
  prescriptions: z.array(prescriptionSchema).max(mostItems),
  files: z.array(attachedFileSchema).max(mostItems),
};

/** Everybody who wrote in a visit, with the names of that day. */
const authorSchema = z.strictObject({
  by: actorSchema,
  name: lineText(120),
  from: instantSchema,
  to: instantSchema,
});
export type Author = z.infer<typeof authorSchema>;

const shared = {
  id: idSchema('Record'),
  kind: z.literal('VISIT'),
  pet: idSchema('Pet'),
  date: civilDateSchema,
  location: idSchema('Location'),
  origin: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('BOOKING'), booking: idSchema('Booking') }),
    z.strictObject({ from: z.literal('IMPORT'), source: lineText(60), key: lineText(120) }),
  ]),
  vet: idSchema('Staff'),
  vetName: lineText(120),
  clinicName: lineText(200),
  ...content,
  authors: z.array(authorSchema).max(mostItems),
  /** Why the draft was voided, also when somebody took it up again. */
  voids: z.array(voidSchema).max(mostItems),
  ...documentFields,
};

export const signatureSchema = z.strictObject({ stamp: stampSchema, name: lineText(120) });

export const addendumSchema = z.strictObject({
  id: idSchema('Addendum'),
  by: actorSchema,
  name: lineText(120),
  at: instantSchema,
  text: longText(longestText),
});
export type Addendum = z.infer<typeof addendumSchema>;

/** Something typed into the draft on a device that did not know yet that the visit was signed. A vet decides about it. */
export const lateEditSchema = z.strictObject({
  id: idSchema('LateEdit'),
  /** The field of the visit: `treatment`, `findings/EYES`, `prescriptions`. */
  field: lineText(60),
  value: jsonValueSchema,
  by: actorSchema,
  at: instantSchema,
  decision: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('OPEN') }),
    z.strictObject({ is: z.literal('ADDED'), stamp: stampSchema, addendum: idSchema('Addendum') }),
    z.strictObject({ is: z.literal('DISMISSED'), stamp: stampSchema }),
  ]),
});
export type LateEdit = z.infer<typeof lateEditSchema>;

export const visitSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...shared, status: z.literal('DRAFT') }),
  z.strictObject({ ...shared, status: z.literal('VOIDED') }),
  z.strictObject({
    ...shared,
    status: z.literal('SIGNED'),
    signature: signatureSchema,
    addenda: z.array(addendumSchema).max(mostItems),
    lateEdits: z.array(lateEditSchema).max(5000),
  }),
]);

export type Visit = z.infer<typeof visitSchema>;
export type DraftVisit = Extract<Visit, { status: 'DRAFT' }>;
export type VoidedVisit = Extract<Visit, { status: 'VOIDED' }>;
export type SignedVisit = Extract<Visit, { status: 'SIGNED' }>;
/** A visit that is not signed, and so may still be written in. */
export type OpenVisit = DraftVisit | VoidedVisit;

export const visitVersion = 1;

/**
 * The id of the one visit of an animal in a booking. It follows from both, so two devices that start it while they do
 * not know of each other start the same one (R-072, C-42).
 */
export function visitId(booking: Id<'Booking'>, pet: Id<'Pet'>): Id<'Record'> {
  return derivedId('Record', 'VISIT', booking, pet);
}

/** The id of a visit taken over from another program; taking it over again is the same visit. */
export function importedVisitId(source: string, key: string): Id<'Record'> {
  return derivedId('Record', 'IMPORTED_VISIT', source, key);
}
