import { addDays, type CivilDate, civilDate, weekdayOf } from '../src/base/civil-date.ts';
import { derivedId } from '../src/base/id.ts';
import { firstInstantOf, wallTime } from '../src/base/wall-time.ts';
import { zone } from '../src/base/zone.ts';
import type { BookingStatus } from '../src/domain/bookings/booking.ts';
import type { CollectionName } from '../src/domain/collection-key.ts';
import type { ClinicId, DocumentFields } from '../src/domain/document.ts';
import type { StaffRole } from '../src/domain/accounts/role.ts';
import { phoneSchema } from '../src/domain/people/phone.ts';
import type { Species } from '../src/domain/pets/species.ts';
import type { LocationId } from '../src/domain/settings/settings.ts';
import { aBooking, aSlot } from '../src/testing/builders/bookings.ts';
import { aPriceList, aProduct, aService, aStockroom } from '../src/testing/builders/catalogue.ts';
import { aClient, aConsent } from '../src/testing/builders/client.ts';
import { aPet } from '../src/testing/builders/pet.ts';
import { aLocation, anOrganisation, aRoom, locationId } from '../src/testing/builders/settings.ts';
import { aShift } from '../src/testing/builders/shifts.ts';
import { aStaffMember } from '../src/testing/builders/staff.ts';
import { aStamp } from '../src/testing/builders/stamp.ts';
import { aBatch, aStock } from '../src/testing/builders/stock.ts';

/** A small clinic to try the product on: its people, a few services, four owners and their pets, and today's bookings. */
export interface FirstClinic {
  readonly clinic: ClinicId;
  readonly location: LocationId;
  readonly documents: readonly { readonly collection: CollectionName; readonly document: DocumentFields }[];
}

const moscow = zone('Europe/Moscow');

export function firstClinic(today: CivilDate, pinHash: string): FirstClinic {
  const organisation = anOrganisation();
  const location = locationId('L1');
  const people = [
    person('U1', 'Анна', 'Сергеевна', 'Соколова', ['CLINIC_OWNER', 'VET'], pinHash),
    person('U2', 'Михаил', 'Андреевич', 'Орлов', ['VET'], pinHash),
    person('U5', 'Ольга', 'Ивановна', 'Петрова', ['FRONT_DESK'], pinHash),
  ];
  const services = [
    service('CONS-1', 'Первичный приём', 'Consultation'),
    service('CONS-2', 'Повторный приём', 'Recheck'),
    service('VAC-RAB', 'Вакцинация от бешенства', 'Rabies vaccination'),
  ];
  const rabies = aProduct({
    code: 'V-RAB',
    name: { ru: 'Вакцина от бешенства', en: 'Rabies vaccine' },
    sort: 'VACCINE',
    unit: 'DOSE',
    vaccine: 'V-RAB',
    antimicrobial: false,
  });
  const owners = [
    owner('volkova', 'Волкова', 'Ирина', '+70005550101'),
    owner('harris', 'Harris', 'Tom', '+447700900101'),
    owner('kuznetsov', 'Кузнецов', 'Дмитрий', '+70005550102'),
    owner('fyodorova', 'Фёдорова', 'Светлана', '+70005550103'),
  ];
  const animals = [
    pet('baron', 'Барон', 'DOG', '2021-05-03', 'volkova'),
    pet('milo', 'Milo', 'CAT', '2022-02-14', 'harris'),
    pet('sonya', 'Соня', 'CAT', '2026-07-20', 'kuznetsov'),
    pet('hedgehog', 'Ёжик', 'OTHER', '2024-04-01', 'fyodorova'),
  ];
  const agreed = [
    booking(1, today, '09:30', 'baron', 'volkova', 'CHECK_IN'),
    booking(2, today, '10:30', 'milo', 'harris', 'CONFIRMED'),
    booking(3, today, '12:00', 'sonya', 'kuznetsov', 'CONFIRMED'),
  ];
  const roster = Array.from({ length: 15 }, (_, day) => addDays(today, day - 1)).flatMap((date) =>
    ['U1', 'U2'].map((key) => shift(key, date)),
  );
  return {
    clinic: organisation.id,
    location,
    documents: [
      ...inCollection('settings', [organisation, aLocation(), aRoom()]),
      ...inCollection('staff', people),
      ...inCollection('catalogue', [aPriceList(), ...services, rabies, aStockroom()]),
      ...inCollection('clients', owners),
      ...inCollection('pets', animals),
      ...inCollection('shifts', roster),
      ...inCollection('bookings', agreed),
      ...inCollection('stock', aStock([aBatch('RB2407', addDays(today, 90), rabies), 12])),
    ],
  };
}

function person(key: string, given: string, patronymic: string, family: string, roles: StaffRole[], hash: string) {
  return aStaffMember({
    id: derivedId('Staff', key),
    name: { given, family, patronymic },
    roles,
    pin: { kind: 'SET', hash, set: aStamp(), mustChange: false },
  });
}

function service(code: string, ru: string, en: string) {
  return aService({ id: derivedId('Service', code), code, name: { ru, en } });
}

function owner(key: string, family: string, given: string, phone: string) {
  return aClient({
    id: derivedId('Client', key),
    name: { family, given },
    phones: [{ number: phoneSchema.parse(phone) }],
    consents: [aConsent('CARE'), aConsent('REMINDERS')],
  });
}

function pet(key: string, name: string, species: Species, born: string, client: string) {
  return aPet({ id: derivedId('Pet', key), owner: derivedId('Client', client), name, species, born: civilDate(born) });
}

function shift(key: string, date: CivilDate) {
  const staff = derivedId<'Staff'>('Staff', key);
  const isWeekend = weekdayOf(date) > 5;
  const from = wallTime(isWeekend ? '10:00' : '08:30');
  return aShift({ id: derivedId('Shift', key, date), staff, date, from });
}

function booking(number: number, date: CivilDate, time: string, petKey: string, client: string, status: BookingStatus) {
  const start = firstInstantOf({ date, time: wallTime(time), zone: moscow });
  return aBooking({
    name: `first ${date} ${number}`,
    status,
    slot: aSlot({ start, vet: derivedId('Staff', 'U2') }),
    core: {
      code: `L1-A-${date.slice(2).replaceAll('-', '')}-90${number}`,
      pet: derivedId('Pet', petKey),
      client: derivedId('Client', client),
    },
  });
}

function inCollection(collection: CollectionName, documents: readonly DocumentFields[]) {
  return documents.map((document) => ({ collection, document }));
}
