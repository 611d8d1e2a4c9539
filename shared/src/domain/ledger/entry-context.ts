import type { CivilDate } from '../../base/civil-date.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type EntryOf, ledgerVersion } from './ledger.ts';

/** Who books an entry and when, and at which place on which day of that place it counts. */
export interface EntryContext {
  readonly stamp: Stamp;
  readonly location: EntryOf<'SALE'>['location'];
  readonly date: CivilDate;
}

/** The fields of an entry that come from the moment it is made. */
export function bookedIn({ stamp, location, date }: EntryContext): {
  location: EntryContext['location'];
  date: CivilDate;
} & ReturnType<typeof createdBy> {
  return { location, date, ...createdBy(stamp, ledgerVersion) };
}
