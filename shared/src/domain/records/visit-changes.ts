import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { seenSchema } from './entries.ts';
import { findingSchema, longestFinding, systemSchema } from './findings.ts';
import { measurementSchema, typedMeasureSchema } from './measurement.ts';
import { prescriptionSchema } from './prescription.ts';
import { followUpSchema, longestFollowUp, longestText, textFields } from './visit.ts';
import { attachedFileSchema, problemSchema } from './visit-items.ts';

/** Set by the rule, from the clock and the session. */
const listed = { by: true, at: true } as const;
const prescribed = { ...listed, date: true, law: true } as const;
const [dosed, freeText] = prescriptionSchema.options;
const [normal, abnormal] = findingSchema.options;
const typedFindingSchema = z.discriminatedUnion('state', [
  normal,
  abnormal.extend({ text: z.string().max(longestFinding) }),
]);

/** Nothing but spaces empties the field. Typed texts are tidied by the rule, so pasted ones may hold anything. */
const writeSchema = z.strictObject({
  change: z.literal('WRITE'),
  field: z.enum(textFields),
  text: z.string().max(longestText),
  seen: seenSchema,
});
const findSchema = z.strictObject({
  change: z.literal('FIND'),
  system: systemSchema,
  finding: typedFindingSchema.optional(),
  seen: seenSchema,
});
const followUpChangeSchema = z.strictObject({
  change: z.literal('FOLLOW_UP'),
  followUp: followUpSchema.extend({ text: z.string().max(longestFollowUp) }).optional(),
  seen: seenSchema,
});

/** One entry that is to stand in a field in place of all that were written there. */
export const joiningChangeSchema = z.discriminatedUnion('change', [writeSchema, findSchema, followUpChangeSchema]);
export type JoiningChange = z.infer<typeof joiningChangeSchema>;

/** A prescription as the vet fills it in. */
export const prescribedSchema = z.discriminatedUnion('kind', [dosed.omit(prescribed), freeText.omit(prescribed)]);

/** What the screen asks for while a vet writes; several at once are one step, all or nothing. */
export const visitChangeSchema = z.discriminatedUnion('change', [
  writeSchema,
  findSchema,
  followUpChangeSchema,
  z.strictObject({ change: z.literal('ALL_NORMAL') }),
  z.strictObject({
    change: z.literal('MEASURE'),
    id: measurementSchema.shape.id,
    /** When it was measured; it may be entered later. */
    at: instantSchema,
    measured: typedMeasureSchema,
    remark: measurementSchema.shape.remark,
    /** The person was asked whether a surprising value is meant. */
    confirmed: z.boolean(),
  }),
  z.strictObject({ change: z.literal('ADD_PROBLEM'), problem: problemSchema.omit(listed) }),
  z.strictObject({ change: z.literal('PRESCRIBE'), prescription: prescribedSchema }),
  z.strictObject({ change: z.literal('ATTACH'), file: attachedFileSchema.omit(listed) }),
  z.strictObject({ change: z.literal('REMOVE_MEASUREMENT'), id: idSchema('Measurement') }),
  z.strictObject({ change: z.literal('REMOVE_PROBLEM'), id: idSchema('Problem') }),
  z.strictObject({ change: z.literal('REMOVE_PRESCRIPTION'), id: idSchema('Prescription') }),
  z.strictObject({ change: z.literal('REMOVE_FILE'), id: idSchema('Attachment') }),
]);
export type VisitChange = z.infer<typeof visitChangeSchema>;
