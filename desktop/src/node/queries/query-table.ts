import { card as clientCard } from './clients/card.ts';
import { debts } from './clients/debts.ts';
import { calendar } from './desk/calendar.ts';
import { choices } from './desk/choices.ts';
import { day } from './desk/day.ts';
import { findPets } from './desk/find-pets.ts';
import { freeSlots } from './desk/free-slots.ts';
import { day as moneyOfDay } from './money/day.ts';
import { invoice } from './money/invoice.ts';
import { openInvoices } from './money/open-invoices.ts';
import { receipt } from './money/receipt.ts';
import { till } from './money/till.ts';
import { search } from './desk/search.ts';
import { waitingRoom } from './desk/waiting-room.ts';
import { card as petCard } from './pets/card.ts';
import type { QueryTable } from './query.ts';
import { card } from './records/card.ts';
import { dose } from './records/dose.ts';
import { label } from './records/label.ts';
import { unsigned } from './records/unsigned.ts';
import { vaccines } from './records/vaccines.ts';
import { visit } from './records/visit.ts';
import { alerts } from './stock/alerts.ts';
import { batches } from './stock/batches.ts';
import { journal } from './stock/journal.ts';
import { levels } from './stock/levels.ts';

/** Every query of the screens, under the name it has in the contract. */
export const queries: QueryTable = {
  money: { day: moneyOfDay, invoice, openInvoices, receipt, till },
  records: { card, dose, label, unsigned, vaccines, visit },
  stock: { alerts, batches, journal, levels },
  clients: { card: clientCard, debts },
  desk: { calendar, choices, day, findPets, freeSlots, search, waitingRoom },
  pets: { card: petCard },
};
