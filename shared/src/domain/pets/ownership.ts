import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';

/** Somebody who owns the animal, too: may book and look, but neither pays nor gets the notices (C-31). */
export const coOwnerSchema = z.strictObject({ client: idSchema('Client'), since: civilDateSchema });
export type CoOwner = z.infer<typeof coOwnerSchema>;

/** Who owned the animal before, and until when. */
export const pastOwnerSchema = z.strictObject({
  id: idSchema('Ownership'),
  client: idSchema('Client'),
  role: z.enum(['PRIMARY', 'CO_OWNER']),
  from: civilDateSchema.optional(),
  until: civilDateSchema,
  reason: lineText(160).optional(),
});
export type PastOwner = z.infer<typeof pastOwnerSchema>;
