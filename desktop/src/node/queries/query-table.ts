import { choices } from './desk/choices.ts';
import { day } from './desk/day.ts';
import { findPets } from './desk/find-pets.ts';
import { freeSlots } from './desk/free-slots.ts';
import type { QueryTable } from './query.ts';
import { vaccines } from './records/vaccines.ts';

/** Every query of the screens, under the name it has in the contract. */
export const queries: QueryTable = {
  desk: { choices, day, findPets, freeSlots },
  records: { vaccines },
};
