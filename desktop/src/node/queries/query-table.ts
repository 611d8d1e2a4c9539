import { card as clientCard } from './clients/card.ts';
import { debts } from './clients/debts.ts';
import { calendar } from './desk/calendar.ts';
import { choices } from './desk/choices.ts';
import { day } from './desk/day.ts';
import { findPets } from './desk/find-pets.ts';
import { freeSlots } from './desk/free-slots.ts';
import { search } from './desk/search.ts';
import { waitingRoom } from './desk/waiting-room.ts';
import { card as petCard } from './pets/card.ts';
import type { QueryTable } from './query.ts';
import { vaccines } from './records/vaccines.ts';

/** Every query of the screens, under the name it has in the contract. */
export const queries: QueryTable = {
  clients: { card: clientCard, debts },
  desk: { calendar, choices, day, findPets, freeSlots, search, waitingRoom },
  pets: { card: petCard },
  records: { vaccines },
};
