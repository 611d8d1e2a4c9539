import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { StoreReader } from '../store/store.ts';

/** What a booking can be made of: the services and the vets of the clinic. */
export function bookingChoices(reader: StoreReader) {
  return {
    services: reader
      .find(catalogue, { where: { kind: 'SERVICE' }, sort: { by: 'code' } })
      .map(({ id, name }) => ({ service: id, ru: name.ru, en: name.en })),
    vets: reader
      .find(staff, { where: { active: true }, sort: { by: 'name' } })
      .filter(({ roles }) => roles.includes('VET'))
      .map(({ id, name }) => ({ staff: id, name })),
  };
}
