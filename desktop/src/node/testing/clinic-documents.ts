import { addDays, type CivilDate, civilDate, weekdayOf } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { phoneSchema } from '@lapka/shared/domain/people/phone.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import {
  aPackageTemplate,
  aPlan,
  aPrice,
  aPriceList,
  aProduct,
  aPromotion,
  aService,
  aStockroom,
  aSupplier,
  rub,
  terms,
  tiers,
} from '@lapka/shared/testing/builders/catalogue.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import {
  aDevice,
  aLocation,
  anOrganisation,
  aRoom,
  locationCode,
  locationId,
  roomId,
  series,
} from '@lapka/shared/testing/builders/settings.ts';
import { aShift, ending } from '@lapka/shared/testing/builders/shifts.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { at, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { aBatch, aStock } from '@lapka/shared/testing/builders/stock.ts';

/** Documents of a clinic by their collection. */
export type ClinicDocuments = Readonly<Partial<Record<CollectionName, readonly DocumentFields[]>>>;

/** The people of the demo clinic: what each may do, and where. */
export const people = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6'] as const;
export type PersonKey = (typeof people)[number];

export const L1 = locationId('L1');
export const L2 = locationId('L2');
export const clientOf = (key: string) => derivedId<'Client'>('Client', key);
export const petOf = (key: string) => derivedId<'Pet'>('Pet', key);
export const serviceOf = (code: string) => derivedId<'Service'>('Service', code);
export { roomId, staffId };

/** The demo clinic as the stories tell it, with nobody booked: two places, six people, a few services, four owners. */
export function clinicDocuments(): ClinicDocuments {
  return {
    settings: [anOrganisation(), ...places, ...rooms, ...devices],
    staff,
    catalogue: [
      aPriceList(),
      ...services,
      ...Object.values(goods),
      aPackageTemplate(),
      aPlan(),
      aPromotion(),
      aSupplier(),
      aStockroom(),
    ],
    clients: owners,
    pets: animals,
    shifts: weekdays.flatMap((date) => [
      shift('U1', date),
      shift('U2', date),
      shift('U4', date),
      shift('U3', date, L2),
    ]),
  };
}

/** Tablets for 62.00, rabies vaccine, and a drug whose every drop is counted. */
export const goods = {
  tablets: aProduct(),
  rabies: aProduct({
    code: 'V-RAB',
    name: { ru: 'Вакцина от бешенства', en: 'Rabies vaccine' },
    sort: 'VACCINE',
    unit: 'DOSE',
    step: quantity(1),
    antimicrobial: false,
    vaccine: 'V-RAB',
  }),
  ketamine: aProduct({
    code: 'C-KET',
    name: { ru: 'Кетамин 50 мг/мл', en: 'Ketamine 50 mg/ml' },
    unit: 'ML',
    step: quantity(0.1),
    antimicrobial: false,
    controlled: true,
  }),
};

/** What lies in the pharmacy of L1. */
export const batches = {
  tablets: aBatch('A', '2027-06-30', goods.tablets),
  rabiesFirst: aBatch('RB2407', '2026-12-31', goods.rabies),
  rabiesThen: aBatch('RB2411', '2027-03-31', goods.rabies),
  ketamine: aBatch('K1', '2028-01-31', goods.ketamine),
};

export function cupboards(): ClinicDocuments {
  const { tablets, rabiesFirst, rabiesThen, ketamine } = batches;
  return { stock: aStock([tablets, 100], [rabiesFirst, 5], [rabiesThen, 12], [ketamine, 42]) };
}

/** From the Monday all stories begin with. */
const weekdays: readonly CivilDate[] = Array.from({ length: 12 }, (_, day) =>
  addDays(civilDate('2026-11-16'), day),
).filter((date) => weekdayOf(date) < 6);

const places = [
  aLocation(),
  aLocation({
    code: locationCode('L2'),
    name: { ru: 'Садовая', en: 'Garden' },
    address: '4 Orchard Lane',
    zone: zone('Europe/Kaliningrad'),
    hours: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, from: wallTime('09:00'), to: ending('18:00') })),
  }),
];

const rooms = [
  aRoom(),
  aRoom({ name: { ru: 'Кабинет 2', en: 'Consult 2' } }),
  aRoom({ name: { ru: 'Операционная', en: 'Surgery' }, kinds: ['SURGERY', 'DENTAL'] }),
  aRoom({ name: { ru: 'Кабинет 3', en: 'Consult 3' }, location: L2 }),
];

const devices = (
  [
    ['DK-A', 'A', L1],
    ['DK-B', 'B', L1],
    ['DK-C', 'E', L2],
  ] as const
).map(([name, letter, location]) => aDevice({ name, series: series(letter), location }));

const staff = [
  aStaffMember({
    id: staffId('U1'),
    name: { given: 'Анна', family: 'Соколова', patronymic: 'Сергеевна' },
    roles: ['CLINIC_OWNER', 'VET'],
    isChief: true,
    skills: ['SURGERY'],
  }),
  aStaffMember({ id: staffId('U2'), roles: [], posts: [{ location: L1, roles: ['VET'] }] }),
  aStaffMember({
    id: staffId('U3'),
    name: { given: 'Эмили', family: 'Картер' },
    roles: [],
    posts: [
      { location: L2, roles: ['VET'] },
      { location: L1, roles: ['VET'] },
    ],
    skills: ['DENTAL', 'HOME'],
  }),
  aStaffMember({
    id: staffId('U4'),
    name: { given: 'Дарья', family: 'Ким', patronymic: 'Викторовна' },
    roles: [],
    posts: [{ location: L1, roles: ['NURSE'] }],
    skills: ['NAIL', 'GROOMING'],
  }),
  aStaffMember({
    id: staffId('U5'),
    name: { given: 'Ольга', family: 'Петрова', patronymic: 'Ивановна' },
    roles: [],
    posts: [{ location: L1, roles: ['FRONT_DESK'] }],
    skills: [],
  }),
  aStaffMember({
    id: staffId('U6'),
    name: { given: 'Джеймс', family: 'Уилсон' },
    roles: [],
    posts: [{ location: L2, roles: ['CLINIC_MANAGER', 'FRONT_DESK'] }],
    skills: [],
  }),
];

const consult = { roomKinds: ['CONSULT'] };
const price = (base: number, perKm: number | null = null) => [
  aPrice({ terms: terms(rub(base), { mode: 'NONE' }, perKm === null ? null : rub(perKm)) }),
];

const services = [
  aService({ code: 'CONS-1', name: { ru: 'Первичный приём', en: 'Consultation' }, ...consult }),
  aService({ code: 'CONS-2', name: { ru: 'Повторный приём', en: 'Recheck' }, ...consult, prices: price(900, 60) }),
  aService({
    code: 'VAC-RAB',
    name: { ru: 'Вакцинация от бешенства', en: 'Rabies vaccination' },
    category: 'VACCINATION',
    ...consult,
    prices: price(800, 60),
  }),
  aService({
    code: 'DENT',
    name: { ru: 'Чистка зубов', en: 'Dental cleaning' },
    category: 'SURGERY',
    minutes: 90,
    slotsRequired: 3,
    home: false,
    roomKinds: ['DENTAL'],
    performers: { by: 'PEOPLE', people: [staffId('U1'), staffId('U3')] },
    prices: [
      aPrice({
        terms: terms(rub(4500), tiers([5, rub(0)], [10, rub(800)], [25, rub(1600)], [null, rub(2600)])),
      }),
    ],
  }),
  aService({
    code: 'NAIL',
    name: { ru: 'Стрижка когтей', en: 'Nail trim' },
    category: 'SPA',
    home: false,
    performers: { by: 'SKILL', skill: 'NAIL' },
    prices: price(400),
  }),
];

export const irina = owner('Volkova', 'Волкова', 'Ирина', '+70005550101');
export const baron = pet('Baron', 'Барон', 'Volkova', { weights: [weight('Baron', 25)] });

const owners = [
  irina,
  owner('Harris', 'Harris', 'Tom', '+447700900101'),
  owner('Kuznetsov', 'Кузнецов', 'Дмитрий', '+70005550102'),
];

const animals = [
  baron,
  pet('Milo', 'Milo', 'Harris', { species: 'CAT', breedCode: 'DOMESTIC_CAT', born: civilDate('2022-02-14') }),
  pet('Sonya', 'Соня', 'Kuznetsov', { species: 'CAT', breedCode: 'DOMESTIC_CAT', born: civilDate('2026-07-20') }),
];

function owner(key: string, family: string, given: string, phone: string) {
  const { latinName: _, ...fields } = aClient();
  return { ...fields, id: clientOf(key), name: { family, given }, phones: [{ number: phoneSchema.parse(phone) }] };
}

function pet(key: string, name: string, client: string, given: Partial<Pet> = {}): Pet {
  return aPet({ id: petOf(key), owner: clientOf(client), name, latinName: key, ...given });
}

function weight(key: string, kilograms: number): Pet['weights'][number] {
  return {
    id: derivedId('Weight', key),
    at: at('10:00', '2026-11-02'),
    kilograms: quantity(kilograms),
    source: { kind: 'SCALES' },
  };
}

function shift(key: PersonKey, date: CivilDate, location: LocationId = L1) {
  return aShift({
    id: derivedId('Shift', key, date),
    staff: staffId(key),
    date,
    location,
    ...(location === L2 ? { zone: zone('Europe/Kaliningrad') } : {}),
  });
}
