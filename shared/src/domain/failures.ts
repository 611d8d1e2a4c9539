import { type Failure, type FailureText, type Language, sentenceOf } from '../base/failure.ts';
import { baseFailures } from '../base/failures.ts';
import { acceptanceFailures } from './acceptance-failures.ts';
import { accountFailures } from './accounts/accounts-failures.ts';
import { bookingFailures } from './bookings/booking-failures.ts';
import { catalogueFailures } from './catalogue/catalogue-failures.ts';
import { quoteFailures } from './catalogue/quote-failures.ts';
import { clientFailures } from './clients/client-failures.ts';
import { fileFailures } from './files/file-failures.ts';
import { holdFailures } from './holds/hold-failures.ts';
import { inboxFailures } from './inbox/inbox-failures.ts';
import { invoiceFailures } from './invoices/invoice-failures.ts';
import { ledgerFailures } from './ledger/ledger-failures.ts';
import { passportFailures } from './passports/passport-failures.ts';
import { peopleFailures } from './people/people-failures.ts';
import { petFailures } from './pets/pet-failures.ts';
import { recordFailures } from './records/record-failures.ts';
import { settingsFailures } from './settings/settings-failures.ts';
import { shiftFailures } from './shifts/shift-failures.ts';
import { staffFailures } from './staff/staff-failures.ts';
import { stockFailures } from './stock/stock-failures.ts';
import { travelFailures } from './travel/travel-failures.ts';
import { vaccinationFailures } from './vaccinations/vaccination-failures.ts';

/** The catalogues by noun. A code stands in one of them only, because it means one thing wherever it is met. */
export const catalogues = [
  baseFailures,
  acceptanceFailures,
  accountFailures,
  bookingFailures,
  catalogueFailures,
  quoteFailures,
  clientFailures,
  fileFailures,
  holdFailures,
  inboxFailures,
  invoiceFailures,
  ledgerFailures,
  passportFailures,
  peopleFailures,
  petFailures,
  recordFailures,
  settingsFailures,
  shiftFailures,
  staffFailures,
  stockFailures,
  travelFailures,
  vaccinationFailures,
] as const;

type Codes<Catalogue> = Catalogue extends unknown ? keyof Catalogue & string : never;

/** Every failure the domain knows. */
export type FailureCode = Codes<(typeof catalogues)[number]>;

const texts: ReadonlyMap<string, FailureText> = new Map(catalogues.flatMap((catalogue) => Object.entries(catalogue)));

/** What is known of a code; undefined for one of a newer program. */
export function textOfFailure(code: string): FailureText | undefined {
  return texts.get(code);
}

/** The sentence a person reads; of a code this program does not know yet, the code itself. */
export function sentence(failure: Failure, language: Language): string {
  const text = texts.get(failure.code);
  return text === undefined ? failure.code : sentenceOf(text, failure.details, language);
}
