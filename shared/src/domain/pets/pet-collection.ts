import type { CollectionDefinition } from '../collection.ts';
import { passportStatus } from '../passports/passport.ts';
import { acceptPet, petNeeds } from './pet-acceptance.ts';
import { mergePets } from './pet-merge.ts';
import { type Pet, pets, petSchema, petVersion } from './pet.ts';

export const petsCollection: CollectionDefinition<Pet> = {
  key: pets,
  schema: petSchema,
  version: petVersion,
  upgrades: {},
  indexes: [['owner']],
  keys: ({ passports, chips, coOwners }) => [
    ...passports.map((passport) => ({
      key: 'passport',
      value: passport.number,
      unique: passportStatus(passport) !== 'CONFLICT',
    })),
    ...chips.filter(({ state }) => state !== 'REMOVED').map(({ number }) => ({ key: 'chip', value: number })),
    ...coOwners.map(({ client }) => ({ key: 'coOwner', value: client })),
  ],
  searchEntry: ({ name, latinName, chips, passports }) => ({
    kind: 'PET',
    words: [name, latinName].filter((word) => word !== undefined),
    codes: [...chips.map(({ number }) => number), ...passports.map(({ number }) => number)],
  }),
  needs: petNeeds,
  accept: acceptPet,
  merge: mergePets,
  serverStore: 'documents',
};
