import { ok } from '@lapka/shared/base/result.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import type { Answer } from '@lapka/shared/bridge/contract.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { SearchHit, StoreReader } from '../../store/store.ts';
import type { QueryFor } from '../query.ts';
import { petLine } from './pet-line.ts';

type Line = Answer<'desk', 'search'>[number];

export const search: QueryFor<'desk', 'search'> = {
  run: (reader, { text }) => ok(reader.search(text).flatMap((hit) => lineOf(reader, hit) ?? [])),
};

function lineOf(reader: StoreReader, { collection, id, text: found }: SearchHit): Line | undefined {
  switch (collection) {
    case 'pets': {
      const [pet] = reader.find(pets, { where: { id } });
      const client = pet && reader.get(clients, pet.owner);
      return client && { kind: 'PET', found, pet: petLine(pet, client) };
    }
    case 'clients': {
      const [client] = reader.find(clients, { where: { id } });
      return client && { kind: 'CLIENT', found, client: client.id, name: client.name, ...animalsOf(reader, client) };
    }
    case 'bookings': {
      const [booking] = reader.find(bookings, { where: { id } });
      const pet = booking && reader.get(pets, booking.pet);
      return (
        pet && { kind: 'BOOKING', found, booking: booking.id, date: booking.date, time: booking.time, pet: pet.name }
      );
    }
    case 'invoices': {
      const [invoice] = reader.find(invoices, { where: { id } });
      return invoice?.kind === 'INVOICE' ? { kind: 'INVOICE', found, invoice: invoice.id } : undefined;
    }
    case 'catalogue': {
      const [product] = reader.find(catalogue, { where: { id } });
      return product?.kind === 'PRODUCT'
        ? { kind: 'PRODUCT', found, product: product.id, name: product.name }
        : undefined;
    }
    case 'staff': {
      const [person] = reader.find(staff, { where: { id } });
      return person && { kind: 'STAFF', found, staff: person.id, name: person.name };
    }
    default:
      return undefined;
  }
}

function animalsOf(
  reader: StoreReader,
  { id, phones }: { readonly id: string; readonly phones: readonly { number: string }[] },
) {
  const animals = reader.find(pets, { where: { owner: id }, sort: { by: 'name' }, limit: 5 });
  return { pets: animals.map(({ name }) => name), ...onlyDefined({ phone: phones[0]?.number }) };
}
