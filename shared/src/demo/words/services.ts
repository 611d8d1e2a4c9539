import type { LocalName } from '../../domain/names.ts';
import type { ServiceCategory } from '../../domain/catalogue/service.ts';
import type { Species } from '../../domain/pets/species.ts';

/** The twelve services of the price list (10.4 of the domain). */
export const serviceCodes = [
  'CONS-1',
  'CONS-2',
  'VAC-RAB',
  'VAC-CPX',
  'CHIP',
  'PASS',
  'DENT',
  'CAST-CAT',
  'SPAY-DOG',
  'US-ABD',
  'SPA-BASE',
  'NAIL',
] as const;
export type ServiceCode = (typeof serviceCodes)[number];

/** What the weight of the animal adds, in the main currency unit. */
export type WeightRule =
  | { readonly by: 'NOTHING' }
  | { readonly by: 'KILOGRAM'; readonly each: number }
  | { readonly by: 'BRACKET'; readonly brackets: readonly (readonly [from: number, amount: number])[] };

export interface ServicePlan {
  readonly code: ServiceCode;
  readonly name: LocalName;
  readonly category: ServiceCategory;
  readonly species: 'ALL' | readonly Species[];
  readonly minutes: number;
  readonly slots: number;
  readonly base: number;
  readonly weight: WeightRule;
  /** The fee per kilometre of the way; undefined: not at the owner's home. */
  readonly perKm?: number;
  readonly rooms: readonly string[];
  /** The skill it needs; undefined: any vet. */
  readonly skill?: string;
  /** Whether the smaller place offers it. */
  readonly everywhere: boolean;
}

const flat = { by: 'NOTHING' } as const;
const consult = { rooms: ['CONSULT'], minutes: 30, slots: 1, weight: flat, everywhere: true, species: 'ALL' } as const;

export const services: readonly ServicePlan[] = [
  {
    ...consult,
    code: 'CONS-1',
    name: { ru: 'Первичный приём', en: 'Consultation' },
    category: 'CHECK_UP',
    base: 1500,
    perKm: 60,
  },
  {
    ...consult,
    code: 'CONS-2',
    name: { ru: 'Повторный приём', en: 'Recheck' },
    category: 'CHECK_UP',
    base: 900,
    perKm: 60,
  },
  {
    ...consult,
    code: 'VAC-RAB',
    name: { ru: 'Вакцинация от бешенства', en: 'Rabies vaccination' },
    category: 'VACCINATION',
    base: 800,
    perKm: 60,
  },
  {
    ...consult,
    code: 'VAC-CPX',
    name: { ru: 'Комплексная вакцинация с осмотром', en: 'Complex vaccination + exam' },
    category: 'VACCINATION',
    base: 1900,
    perKm: 60,
  },
  { ...consult, code: 'CHIP', name: { ru: 'Чипирование', en: 'Microchip' }, category: 'OTHER', base: 1600 },
  { ...consult, code: 'PASS', name: { ru: 'Оформление паспорта', en: 'Passport issue' }, category: 'OTHER', base: 500 },
  {
    code: 'DENT',
    name: { ru: 'Чистка зубов', en: 'Dental cleaning' },
    category: 'SURGERY',
    species: ['DOG', 'CAT', 'FERRET', 'RABBIT'],
    minutes: 90,
    slots: 3,
    base: 4500,
    weight: {
      by: 'BRACKET',
      brackets: [
        [0, 0],
        [5, 800],
        [10, 1600],
        [25, 2600],
      ],
    },
    rooms: ['DENTAL'],
    skill: 'DENTAL',
    everywhere: false,
  },
  {
    code: 'CAST-CAT',
    name: { ru: 'Кастрация кота', en: 'Tomcat neuter' },
    category: 'SURGERY',
    species: ['CAT'],
    minutes: 60,
    slots: 2,
    base: 3500,
    weight: flat,
    rooms: ['SURGERY'],
    skill: 'SURGERY',
    everywhere: false,
  },
  {
    code: 'SPAY-DOG',
    name: { ru: 'Стерилизация суки', en: 'Dog spay' },
    category: 'SURGERY',
    species: ['DOG'],
    minutes: 120,
    slots: 4,
    base: 9000,
    weight: {
      by: 'BRACKET',
      brackets: [
        [0, 0],
        [10, 2000],
        [20, 4500],
        [40, 7000],
      ],
    },
    rooms: ['SURGERY'],
    skill: 'SURGERY',
    everywhere: false,
  },
  {
    code: 'US-ABD',
    name: { ru: 'УЗИ брюшной полости', en: 'Abdominal ultrasound' },
    category: 'CHECK_UP',
    species: 'ALL',
    minutes: 30,
    slots: 1,
    base: 2300,
    weight: flat,
    rooms: ['ULTRASOUND'],
    skill: 'ULTRASOUND',
    everywhere: false,
  },
  {
    code: 'SPA-BASE',
    name: { ru: 'Груминг базовый', en: 'Grooming basic' },
    category: 'SPA',
    species: 'ALL',
    minutes: 60,
    slots: 2,
    base: 500,
    weight: { by: 'KILOGRAM', each: 50 },
    perKm: 30,
    rooms: ['GROOMING'],
    skill: 'GROOMING',
    everywhere: false,
  },
  {
    code: 'NAIL',
    name: { ru: 'Стрижка когтей', en: 'Nail trim' },
    category: 'SPA',
    species: 'ALL',
    minutes: 30,
    slots: 1,
    base: 400,
    weight: {
      by: 'BRACKET',
      brackets: [
        [0, 0],
        [10, 200],
        [25, 400],
      ],
    },
    rooms: ['NURSING'],
    skill: 'NAIL',
    everywhere: false,
  },
];

/** The three services of story 6 in Vietnamese dong, on a price list of their own. */
export const dongPrices: Readonly<
  Partial<Record<ServiceCode, { readonly base: number; readonly perKg?: number; readonly perKm: number }>>
> = {
  'SPA-BASE': { base: 500_000, perKg: 50_000, perKm: 30_000 },
  'VAC-RAB': { base: 300_000, perKm: 20_000 },
  'CONS-1': { base: 200_000, perKm: 20_000 },
};
