import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';

/** What everybody must know before touching or treating the animal. It is ended, not removed, when it no longer holds. */
const holds = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ACTIVE') }),
  z.strictObject({ status: z.literal('ENDED'), on: civilDateSchema }),
]);
export type Holds = z.infer<typeof holds>;

export const allergySchema = z.strictObject({
  id: idSchema('Allergy'),
  substance: lineText(120),
  severity: z.enum(['MILD', 'SEVERE', 'LIFE_THREATENING', 'UNKNOWN']),
  reaction: lineText(300).optional(),
  since: civilDateSchema.optional(),
  state: holds,
});
export type Allergy = z.infer<typeof allergySchema>;

export const alertSchema = z.strictObject({
  id: idSchema('Alert'),
  kind: z.enum(['BITES', 'SCRATCHES', 'ANXIOUS', 'MUZZLE', 'ESCAPES', 'INFECTIOUS', 'OTHER']),
  text: lineText(300).optional(),
  state: holds,
});
export type Alert = z.infer<typeof alertSchema>;

/** A chronic problem; the list of a single visit is in its record. */
export const problemSchema = z.strictObject({
  id: idSchema('Problem'),
  text: lineText(200),
  /** From a list the clinic may use, such as SNOMED, where its licence allows it (§7.5). */
  code: z.strictObject({ system: lineText(40), code: lineText(40) }).optional(),
  since: civilDateSchema.optional(),
  state: holds,
});
export type Problem = z.infer<typeof problemSchema>;
