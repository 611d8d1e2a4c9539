import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { lineText, longText } from '../../base/text.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampSchema } from '../document.ts';
import { passportSchema } from '../passports/passport.ts';
import { chipSchema, tattooSchema } from './chip.ts';
import { coOwnerSchema, pastOwnerSchema } from './ownership.ts';
import { speciesSchema } from './species.ts';
import { alertSchema, allergySchema, problemSchema } from './warnings.ts';
import { weightSchema } from './weight.ts';

/**
 * An animal of the clinic. Everything medical belongs to it (C-29), and what must be known before anybody touches it is
 * right here: how much it weighs, what it is allergic to, whether it bites. It has one primary owner, who pays and gets
 * the notices, perhaps co-owners, and a dated history of owners (C-31). Its passports are part of it.
 *
 * A pet is never removed: it may be archived, because it moved away or its owner took it off the list, and
 * it may be deceased, after which nobody gets a reminder for it.
 */
export const petStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ACTIVE') }),
  z.strictObject({
    status: z.literal('ARCHIVED'),
    archived: stampSchema,
    reason: z.enum(['REMOVED_BY_OWNER', 'MOVED_AWAY', 'LOST', 'ENTERED_TWICE', 'OTHER']),
  }),
]);
export type PetState = z.infer<typeof petStateSchema>;

/** What some regions demand beside the chip: an entry in their register (§7.1). */
export const registrationSchema = z.strictObject({
  id: idSchema('Registration'),
  registry: lineText(80),
  number: lineText(60),
  registeredAt: civilDateSchema.optional(),
});
export type Registration = z.infer<typeof registrationSchema>;

/** Lists may be longer than the rules let them grow, because a merge joins the lists of several desks. */
export const petSchema = z.strictObject({
  id: idSchema('Pet'),
  /** The primary owner. */
  owner: idSchema('Client'),
  ownerSince: civilDateSchema.optional(),
  coOwners: z.array(coOwnerSchema).max(200),
  pastOwners: z.array(pastOwnerSchema).max(2_000),
  state: petStateSchema,
  name: lineText(80),
  /** The name as passports want it. */
  latinName: lineText(80).optional(),
  species: speciesSchema,
  /** A code of `breeds.ts`, where the breed is one of them. */
  breedCode: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,39}$/)
    .optional(),
  breed: lineText(80).optional(),
  sex: z.enum(['MALE', 'FEMALE', 'UNKNOWN']),
  neutered: z.enum(['YES', 'NO', 'UNKNOWN']),
  born: civilDateSchema.optional(),
  bornIsEstimate: z.boolean(),
  deceased: civilDateSchema.optional(),
  coat: lineText(80).optional(),
  features: longText(8_000).optional(),
  /** The photo's content hash; the file itself is kept elsewhere (C-55). */
  photo: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  weights: z.array(weightSchema).max(20_000),
  allergies: z.array(allergySchema).max(2_000),
  alerts: z.array(alertSchema).max(1_000),
  problems: z.array(problemSchema).max(3_000),
  chips: z.array(chipSchema).max(200),
  tattoos: z.array(tattooSchema).max(200),
  registrations: z.array(registrationSchema).max(200),
  passports: z.array(passportSchema).max(400),
  note: longText(20_000).optional(),
  ...documentFields,
});
export type Pet = z.infer<typeof petSchema>;
export type PetId = Id<'Pet'>;
export { type Species, speciesSchema } from './species.ts';

export const petVersion = 1;
export const pets = collectionKey<Pet>('pets');
