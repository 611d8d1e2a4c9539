import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

export const speciesSchema = z.enum(['DOG', 'CAT', 'BIRD', 'RABBIT', 'FERRET', 'RODENT', 'REPTILE', 'OTHER']);
export type Species = z.infer<typeof speciesSchema>;

/** An animal of the clinic; everything medical belongs to it (C-29). */
export const petSchema = z.strictObject({
  id: idSchema('Pet'),
  owner: idSchema('Client'),
  name: z.string().min(1).max(80),
  species: speciesSchema,
  born: civilDateSchema.optional(),
  deceased: civilDateSchema.optional(),
  ...documentFields,
});
export type Pet = z.infer<typeof petSchema>;
export type PetId = Pet['id'];

export const pets = collectionKey<Pet>('pets');
