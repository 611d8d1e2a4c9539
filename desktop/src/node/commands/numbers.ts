import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { z } from 'zod';
import type { DeskIdentity } from '../desk-identity.ts';
import type { StoreTransactor } from '../store/store.ts';

const counterSchema = z.strictObject({ last: z.int().min(0) });

/** `L1-A-261116-003`: location, series of this desk, day, and a counter that starts anew each day (C-52). */
export function nextBookingCode(transactor: StoreTransactor, desk: DeskIdentity, date: CivilDate): string {
  const day = date.slice(2).replaceAll('-', '');
  const number = nextOf(transactor, `booking-code ${day}`);
  return `${desk.locationCode}-${desk.series}-${day}-${String(number).padStart(3, '0')}`;
}

/** Counts in the same transaction as the document that carries the number, so that none is given twice or skipped. */
function nextOf(transactor: StoreTransactor, counter: string): number {
  const stored = transactor.nodeValue(counter);
  const next = (stored === undefined ? 0 : counterSchema.parse(stored).last) + 1;
  transactor.setNodeValue(counter, { last: next });
  return next;
}
