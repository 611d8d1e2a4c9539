import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText, longText } from '../../base/text.ts';
import { documentFields } from '../document.ts';
import { codeSchema } from '../names.ts';
import { voidedFields } from '../voidable.ts';
import { consentFields, estimateFields, isOfOneCurrency } from './owner-paper.ts';
import { measurementSchema } from './measurement.ts';
import { fileReferenceSchema } from './visit-items.ts';

/**
 * Entries of the medical book beside visits and vaccinations: a note about a phone call, a weight taken at the desk, a
 * laboratory result, a file, a vaccination the owner refused, an estimate, a consent. Each is a fact of one day. It is
 * recorded once and never edited; a mistake is voided and stays in the book.
 */
const fact = {
  id: idSchema('Record'),
  pet: idSchema('Pet'),
  date: civilDateSchema,
  location: idSchema('Location'),
  /** Copied, because the names of that day are what counts. */
  authorName: lineText(120),
  clinicName: lineText(200),
  /** The visit it belongs to, when it belongs to one. */
  visit: idSchema('Record').optional(),
  ...documentFields,
};

export const noteSchema = recordedOrVoided({ kind: z.literal('NOTE'), text: longText(20_000) });

export const measurementEntrySchema = recordedOrVoided({
  kind: z.literal('MEASUREMENT'),
  measurement: measurementSchema,
});

/** Values are text as the laboratory wrote them: "< 0.5", "positive", "12.40". */
export const labValueSchema = z.strictObject({
  name: lineText(120),
  value: lineText(80, 0),
  unit: lineText(40, 0),
  reference: lineText(80, 0),
  flag: z.enum(['NONE', 'LOW', 'NORMAL', 'HIGH', 'ABNORMAL']),
});

export const labResultSchema = recordedOrVoided({
  kind: z.literal('LAB_RESULT'),
  laboratory: lineText(120),
  panel: lineText(120),
  sampled: civilDateSchema,
  values: z.array(labValueSchema).max(200),
  comment: longText(4000, 0),
  files: z.array(fileReferenceSchema).max(20),
});

export const fileEntrySchema = recordedOrVoided({ kind: z.literal('FILE'), file: fileReferenceSchema });

/** The owner does not want this vaccination: no reminders about it until a day, or until the next dose. */
export const vaccineRefusalSchema = recordedOrVoided({
  kind: z.literal('VACCINE_REFUSAL'),
  vaccine: codeSchema,
  reason: longText(500, 0),
  until: civilDateSchema.optional(),
});

export const estimateSchema = recordedOrVoided({ kind: z.literal('ESTIMATE'), ...estimateFields }).refine(
  isOfOneCurrency,
  { error: 'several currencies' },
);
export const consentSchema = recordedOrVoided({ kind: z.literal('CONSENT'), ...consentFields });

export const bookEntrySchemas = [
  noteSchema,
  measurementEntrySchema,
  labResultSchema,
  fileEntrySchema,
  vaccineRefusalSchema,
  estimateSchema,
  consentSchema,
] as const;

export const bookEntrySchema = z.discriminatedUnion('kind', bookEntrySchemas);

export type BookEntry = z.infer<typeof bookEntrySchema>;
export type RecordedEntry = Extract<BookEntry, { status: 'RECORDED' }>;
export type VoidedEntry = Extract<BookEntry, { status: 'VOIDED' }>;
export type VaccineRefusal = z.infer<typeof vaccineRefusalSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
export type Consent = z.infer<typeof consentSchema>;

export const bookEntryVersion = 1;

function recordedOrVoided<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.discriminatedUnion('status', [
    z.strictObject({ ...fact, ...shape, status: z.literal('RECORDED') }),
    z.strictObject({ ...fact, ...shape, ...voidedFields }),
  ]);
}
