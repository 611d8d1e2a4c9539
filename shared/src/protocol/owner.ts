import { z } from 'zod';
import { civilDateSchema } from '../base/civil-date.ts';
import { instantSchema } from '../base/instant.ts';

/** What an owner's page and the server say to each other. */

export const ownerHelloSchema = z.strictObject({ t: z.literal('OWNER_HELLO'), token: z.string().min(20).max(400) });

/** A message that was sent to the owner: what is due or agreed, for all animals it concerns. */
export const ownerNoticeSchema = z.strictObject({
  id: z.string().max(36),
  sentAt: instantSchema,
  items: z
    .array(
      z.strictObject({
        kind: z.enum(['VACCINATION', 'APPOINTMENT']),
        petName: z.string(),
        vaccine: z.string().optional(),
        due: civilDateSchema,
      }),
    )
    .min(1),
});
export type OwnerNotice = z.infer<typeof ownerNoticeSchema>;

export const ownerDownSchema = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('OWNER_WELCOME'), name: z.string(), notices: z.array(ownerNoticeSchema) }),
  z.strictObject({ t: z.literal('OWNER_NOTICE'), notice: ownerNoticeSchema }),
]);
export type OwnerDown = z.infer<typeof ownerDownSchema>;
