import { phoneCountryOf, type PhoneCountry } from '@lapka/shared/domain/people/phone.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import type { StoreReader } from '../store/store.ts';

/** How numbers without a country are read in this clinic. */
export function phoneCountryAt(reader: StoreReader): PhoneCountry {
  const [organisation] = reader.find(settings, { where: { kind: 'ORGANISATION' } });
  return phoneCountryOf(organisation?.kind === 'ORGANISATION' ? organisation.country : undefined);
}
