import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { speciesSchema } from '../pets/pet.ts';
import { roomKindSchema } from '../settings/settings.ts';
import { skillSchema, staffRoleSchema } from '../staff/staff.ts';
import { entryFields, listingSchema } from './entry-fields.ts';
import { servicePriceSchema } from './price-terms.ts';

export const serviceCategorySchema = z.enum(['SPA', 'VACCINATION', 'CHECK_UP', 'SURGERY', 'OTHER']);
export type ServiceCategory = z.infer<typeof serviceCategorySchema>;

const minutesSchema = z.int().min(5).max(1440);
const slotsSchema = z.int().min(1).max(96);

/** What one place does differently; null: as everywhere. */
export const serviceOverrideSchema = z.strictObject({
  location: idSchema('Location'),
  offered: z.boolean(),
  minutes: minutesSchema.nullable(),
  slotsRequired: slotsSchema.nullable(),
  home: z.boolean().nullable(),
});
export type ServiceOverride = z.infer<typeof serviceOverrideSchema>;

/** Who may do it: anyone of these roles, anyone with this skill, or these people. */
export const performersSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('ROLE'), roles: z.array(staffRoleSchema).min(1).max(5) }),
  z.strictObject({ by: z.literal('SKILL'), skill: skillSchema }),
  z.strictObject({ by: z.literal('PEOPLE'), people: z.array(idSchema('Staff')).min(1).max(50) }),
]);

/** Something the clinic does for an animal and books time for. */
export const serviceSchema = z.strictObject({
  id: idSchema('Service'),
  kind: z.literal('SERVICE'),
  /** A template of the organisation is inherited by every place; a custom service belongs to one place only. */
  origin: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('TEMPLATE') }),
    z.strictObject({ from: z.literal('CUSTOM'), location: idSchema('Location') }),
  ]),
  category: serviceCategorySchema,
  /** Which animals it is for (C-32). */
  species: z.union([z.literal('ALL'), z.array(speciesSchema).min(1).max(8)]),
  /** The master of how long it takes; slots follow from it and the grid of the place (C-07). */
  minutes: minutesSchema,
  slotsRequired: slotsSchema,
  /** Whether it may be done at the owner's home. */
  home: z.boolean(),
  /** The kinds of room it can run in; none: it needs no room of its own. */
  roomKinds: z.array(roomKindSchema).max(20),
  performers: performersSchema,
  overrides: z.array(serviceOverrideSchema).max(50),
  prices: z.array(servicePriceSchema).max(500),
  status: listingSchema,
  ...entryFields,
});
export type Service = z.infer<typeof serviceSchema>;
