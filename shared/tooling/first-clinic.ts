import { type CivilDate, civilDate } from '@lapka/shared/base/civil-date.ts';
import { present } from '@lapka/shared/base/assert.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { type Instant, plusMinutes } from '@lapka/shared/base/instant.ts';
import { money } from '@lapka/shared/base/money.ts';
import { firstInstantOf, wallTime } from '@lapka/shared/base/wall-time.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { type Booking, bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { catalogue, type Service } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { type Client, clients } from '@lapka/shared/domain/clients/client.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { type ClinicId, createdBy, type DocumentFields, type Stamp } from '@lapka/shared/domain/document.ts';
import { type Pet, pets, type Species } from '@lapka/shared/domain/pets/pet.ts';
import { type LocationId, type Setting, settings } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffMember, type StaffRole } from '@lapka/shared/domain/staff/staff.ts';

/** A small clinic to start with: its people, a few services, four owners and their pets, and a day with bookings. */
export interface FirstClinic {
  readonly clinic: ClinicId;
  readonly location: LocationId;
  readonly documents: readonly { readonly collection: CollectionName; readonly document: DocumentFields }[];
}

const clinic: ClinicId = derivedId('Clinic', 'paw-and-tail');
const location: LocationId = derivedId('Location', 'riverside');
const moscow = zone('Europe/Moscow');

export function firstClinic(today: CivilDate, now: Instant, pinHash: string): FirstClinic {
  const stamp: Stamp = {
    operation: derivedId('Operation', 'first-clinic'),
    at: now,
    by: { kind: 'SYSTEM' },
    device: derivedId('Device', 'first-clinic'),
  };
  const fields = createdBy(stamp, 1);
  const places: Setting[] = [
    { id: clinic, kind: 'ORGANISATION', name: 'Лапа и Хвост', currency: 'RUB', ...fields },
    { id: location, kind: 'LOCATION', name: 'Речная', address: 'Набережная, 12', zone: moscow, ...fields },
  ];
  const person = (key: string, name: string, roles: StaffRole[]): StaffMember => ({
    id: derivedId('Staff', key),
    name,
    roles,
    locations: [location],
    pinHash,
    active: true,
    ...fields,
  });
  const people = [
    person('U1', 'Анна Сергеевна Соколова', ['CLINIC_OWNER', 'VET']),
    person('U2', 'Михаил Андреевич Орлов', ['VET']),
    person('U5', 'Ольга Ивановна Петрова', ['FRONT_DESK']),
  ];
  const service = (code: string, ru: string, en: string, price: number): Service => ({
    id: derivedId('Service', code),
    kind: 'SERVICE',
    code,
    name: { ru, en },
    minutes: 30,
    price: money(price * 100, 'RUB'),
    ...fields,
  });
  const services = [
    service('CONS-1', 'Первичный приём', 'Consultation', 1_500),
    service('CONS-2', 'Повторный приём', 'Recheck', 900),
    service('VAC-RAB', 'Вакцинация от бешенства', 'Rabies vaccination', 800),
  ];
  const owner = (key: string, family: string, given: string, phone: string): Client => ({
    id: derivedId('Client', key),
    name: { family, given },
    phones: [phone],
    zone: moscow,
    consents: ['CARE', 'REMINDERS'],
    ...fields,
  });
  const owners = [
    owner('volkova', 'Волкова', 'Ирина', '+7 000 555-01-01'),
    owner('harris', 'Harris', 'Tom', '+44 7700 900101'),
    owner('kuznetsov', 'Кузнецов', 'Дмитрий', '+7 000 555-01-02'),
    owner('fyodorova', 'Фёдорова', 'Светлана', '+7 000 555-01-03'),
  ];
  const pet = (key: string, name: string, species: Species, born: string, client: string): Pet => ({
    id: derivedId('Pet', key),
    owner: derivedId('Client', client),
    name,
    species,
    born: civilDate(born),
    ...fields,
  });
  const animals = [
    pet('baron', 'Барон', 'DOG', '2021-05-03', 'volkova'),
    pet('milo', 'Milo', 'CAT', '2022-02-14', 'harris'),
    pet('sonya', 'Соня', 'CAT', '2026-07-20', 'kuznetsov'),
    pet('hedgehog', 'Ёжик', 'OTHER', '2024-04-01', 'fyodorova'),
  ];
  const booking = (index: number, time: string, petKey: string, code: string, status: Booking['status']): Booking => {
    const animal = present(
      animals.find(({ id }) => id === derivedId('Pet', petKey)),
      petKey,
    );
    const start = firstInstantOf({ date: today, time: wallTime(time), zone: moscow });
    return {
      id: derivedId('Booking', 'first', today, String(index)),
      code: `L1-A-${today.slice(2).replaceAll('-', '')}-90${index}`,
      location,
      pet: animal.id,
      client: animal.owner,
      service: derivedId('Service', code),
      vet: derivedId('Staff', 'U2'),
      status,
      date: today,
      time: wallTime(time),
      zone: moscow,
      start,
      end: plusMinutes(start, 30),
      ...fields,
    };
  };
  const agreed = [
    booking(1, '09:00', 'baron', 'CONS-1', 'CHECK_IN'),
    booking(2, '10:30', 'milo', 'VAC-RAB', 'CONFIRMED'),
    booking(3, '12:00', 'sonya', 'CONS-2', 'CONFIRMED'),
  ];
  return {
    clinic,
    location,
    documents: [
      ...inCollection(settings.name, places),
      ...inCollection(staff.name, people),
      ...inCollection(catalogue.name, services),
      ...inCollection(clients.name, owners),
      ...inCollection(pets.name, animals),
      ...inCollection(bookings.name, agreed),
    ],
  };
}

function inCollection(collection: CollectionName, documents: readonly DocumentFields[]) {
  return documents.map((document) => ({ collection, document }));
}
