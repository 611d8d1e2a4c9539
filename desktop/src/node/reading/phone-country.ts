import { phoneCountryOf, type PhoneCountry } from '@lapka/shared/domain/people/phone.ts';
import type { StoreReader } from '../store/store.ts';
import { organisationOf } from './organisation.ts';

/** How numbers without a country are read in this clinic. */
export function phoneCountryAt(reader: StoreReader): PhoneCountry {
  return phoneCountryOf(organisationOf(reader)?.country);
}
