import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { lineText } from '../../base/text.ts';
import { zoneSchema } from '../../base/zone.ts';
import { stampSchema } from '../document.ts';

/**
 * One line written into a passport. What is written in ink is not edited: a mistake is voided and stays, as a line that
 * is struck out does (§7.1).
 */
const entryFields = {
  id: idSchema('PassportEntry'),
  vetName: lineText(120),
  state: z.discriminatedUnion('status', [
    z.strictObject({ status: z.literal('VALID') }),
    z.strictObject({ status: z.literal('VOIDED'), voided: stampSchema, reason: lineText(300) }),
  ]),
};

/** The sticker: what was given, from which batch. */
const dose = {
  product: lineText(120),
  manufacturer: lineText(120).optional(),
  batch: lineText(40),
  date: civilDateSchema,
  /** The dose in the medical book; none for one that was copied from the booklet. */
  record: idSchema('Record').optional(),
};

/** What the lines of each section say. */
const sections = [
  z.strictObject({ ...dose, kind: z.literal('RABIES'), validFrom: civilDateSchema, validUntil: civilDateSchema }),
  z.strictObject({
    ...dose,
    kind: z.literal('OTHER_VACCINATION'),
    diseases: z
      .array(z.string().regex(/^[A-Z][A-Z_]{1,39}$/))
      .min(1)
      .max(20),
    validUntil: civilDateSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('RABIES_TITRE'),
    sampled: civilDateSchema,
    laboratory: lineText(160),
    /** International units in a millilitre. */
    unitsPerMillilitre: quantitySchema,
  }),
  z.strictObject({
    kind: z.literal('TAPEWORM'),
    product: lineText(120),
    manufacturer: lineText(120).optional(),
    /** Date and time count here, so the instant is kept with the zone it is written in. */
    at: instantSchema,
    zone: zoneSchema,
  }),
  z.strictObject({
    kind: z.literal('PARASITE'),
    product: lineText(120),
    manufacturer: lineText(120).optional(),
    date: civilDateSchema,
  }),
  z.strictObject({ kind: z.literal('EXAMINATION'), date: civilDateSchema, fitForTransport: z.boolean() }),
  z.strictObject({
    kind: z.literal('LEGALISATION'),
    date: civilDateSchema,
    authority: lineText(160),
    text: lineText(300),
  }),
  z.strictObject({ kind: z.literal('OTHER'), date: civilDateSchema, text: lineText(300) }),
] as const;

/** A line as it is written, before it is in a passport. */
export const passportLineSchema = z.discriminatedUnion('kind', sections);
export type PassportLine = z.infer<typeof passportLineSchema>;

const [rabies, other, titre, tapeworm, parasite, examination, legalisation, remark] = sections;
export const passportEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...entryFields, ...rabies.shape }),
  z.strictObject({ ...entryFields, ...other.shape }),
  z.strictObject({ ...entryFields, ...titre.shape }),
  z.strictObject({ ...entryFields, ...tapeworm.shape }),
  z.strictObject({ ...entryFields, ...parasite.shape }),
  z.strictObject({ ...entryFields, ...examination.shape }),
  z.strictObject({ ...entryFields, ...legalisation.shape }),
  z.strictObject({ ...entryFields, ...remark.shape }),
]);
export type PassportEntry = z.infer<typeof passportEntrySchema>;
export type PassportEntryId = Id<'PassportEntry'>;
export type EntryOf<Kind extends PassportEntry['kind']> = Extract<PassportEntry, { kind: Kind }>;

/** The lines of one section that stand. */
export function validEntries<Kind extends PassportEntry['kind']>(
  entries: readonly PassportEntry[],
  kind: Kind,
): readonly EntryOf<Kind>[] {
  const isOf = (entry: PassportEntry): entry is EntryOf<Kind> => entry.kind === kind;
  return entries.filter(isOf).filter(({ state }) => state.status === 'VALID');
}
