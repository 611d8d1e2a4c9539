import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Currency, money, type Money } from '../../base/money.ts';
import { percent } from '../../base/percent.ts';
import { quantity } from '../../base/quantity.ts';
import type {
  PackageTemplate,
  Plan,
  PriceList,
  Product,
  Promotion,
  Service,
  Stockroom,
  Supplier,
} from '../../domain/catalogue/catalogue.ts';
import type { ServiceTerms, WeightPrice } from '../../domain/catalogue/price-terms.ts';
import { createdBy } from '../../domain/document.ts';
import { aStamp } from './stamp.ts';

/** `rub(1500)` is fifteen hundred roubles, `rub(0.5)` fifty kopecks. */
export const rub = (value: number): Money => money(Math.round(value * 100), 'RUB');
export const vnd = (value: number): Money => money(value, 'VND');

export const location = derivedId<'Location'>('Location', 'L1');
export const priceList = derivedId<'PriceList'>('PriceList', 'MAIN');
export const longAgo = civilDate('2025-01-01');

const fields = (code: string, name = code) => ({
  code,
  name: { ru: name, en: name },
  ...createdBy(aStamp(), 1),
});

export function terms(base: Money, weight: WeightPrice = { mode: 'NONE' }, perKm: Money | null = null): ServiceTerms {
  return { base, weight, perKm };
}

/** Brackets from pairs of upper end (null: open) and amount, each beginning where the one before ends. */
export function tiers(...brackets: readonly (readonly [number | null, Money])[]): WeightPrice {
  let from = quantity(0);
  return {
    mode: 'TIER',
    tiers: brackets.map(([end, amount]) => {
      const below = end === null ? null : quantity(end);
      const tier = { from, below, amount };
      from = below ?? from;
      return tier;
    }),
  };
}

export function aPrice(given: Partial<Service['prices'][number]> & { terms: ServiceTerms }): Service['prices'][number] {
  const validFrom = given.validFrom ?? longAgo;
  return { id: derivedId('Price', validFrom, JSON.stringify(given.terms)), list: priceList, validFrom, ...given };
}

/** A consultation for 1,500.00 that any vet can give, at home too. */
export function aService(given: Partial<Service> = {}): Service {
  const code = given.code ?? 'CONS-1';
  return {
    id: derivedId('Service', code),
    kind: 'SERVICE',
    origin: { from: 'TEMPLATE' },
    category: 'CHECK_UP',
    species: 'ALL',
    minutes: 30,
    slotsRequired: 1,
    home: true,
    roomKinds: [],
    performers: { by: 'ROLE', roles: ['VET'] },
    overrides: [],
    prices: [aPrice({ terms: terms(rub(1500), { mode: 'NONE' }, rub(60)) })],
    status: 'ACTIVE',
    ...fields(code),
    ...given,
  };
}

/** A prescription tablet for 62.00, tracked by batch and handed out in halves. */
export function aProduct(given: Partial<Product> = {}): Product {
  const code = given.code ?? 'AB-AMC';
  return {
    id: derivedId('Product', code),
    kind: 'PRODUCT',
    sort: 'MEDICINE',
    category: null,
    manufacturer: null,
    unit: 'TABLET',
    step: quantity(0.5),
    packs: [],
    barcodes: [],
    supply: 'RX',
    controlled: false,
    antimicrobial: true,
    cold: false,
    tracking: 'LOT',
    vaccine: null,
    label: { substance: '', strength: '', form: '', warnings: [], storage: '', withdrawal: '' },
    minimum: quantity(100),
    prices: [{ id: derivedId('Price', code), list: priceList, validFrom: longAgo, price: rub(62) }],
    status: 'ACTIVE',
    ...fields(code),
    ...given,
  };
}

/** "5 for the price of 4" of a service. */
export function aPackageTemplate(given: Partial<PackageTemplate> = {}): PackageTemplate {
  return {
    id: derivedId('PackageTemplate', given.code ?? 'NAIL-5'),
    kind: 'PACKAGE',
    services: [derivedId('Service', 'NAIL')],
    visits: 5,
    paidVisits: 4,
    validMonths: 12,
    status: 'ACTIVE',
    ...fields(given.code ?? 'NAIL-5'),
    ...given,
  };
}

export function aPlan(given: Partial<Plan> = {}): Plan {
  const code = given.code ?? 'PUPPY';
  return {
    id: derivedId('Plan', code),
    kind: 'PLAN',
    species: ['DOG'],
    included: [
      {
        id: derivedId('PlanItem', code, 'visits'),
        name: { ru: 'Приёмы', en: 'Visits' },
        services: [derivedId('Service', 'CONS-1'), derivedId('Service', 'CONS-2')],
        perYear: 4,
      },
    ],
    discounts: [],
    prices: [{ id: derivedId('Price', code), list: priceList, validFrom: longAgo, price: rub(1290) }],
    status: 'ACTIVE',
    ...fields(code),
    ...given,
  };
}

/** 10 % off everything in November 2026. */
export function aPromotion(given: Partial<Promotion> = {}): Promotion {
  const code = given.code ?? 'AUTUMN10';
  return {
    id: derivedId('Promotion', code),
    kind: 'PROMOTION',
    effect: { type: 'PERCENTAGE', share: percent(10) },
    scope: [],
    from: civilDate('2026-11-01'),
    until: civilDate('2026-11-30'),
    totalLimit: null,
    perClientLimit: null,
    minimum: null,
    status: 'ACTIVE',
    ...fields(code),
    ...given,
  };
}

export function aPriceList(
  given: { code?: string; currency?: Currency; parent?: PriceList['parent'] } = {},
): PriceList {
  const { code = 'MAIN', currency = 'RUB', parent = null } = given;
  return { id: derivedId('PriceList', code), kind: 'PRICE_LIST', currency, parent, ...fields(code) };
}

export function aSupplier(given: Partial<Supplier> = {}): Supplier {
  const code = given.code ?? 'VETPHARM';
  return {
    id: derivedId('Supplier', code),
    kind: 'SUPPLIER',
    status: 'ACTIVE',
    contacts: [],
    sealedBankDetails: null,
    ...fields(code),
    ...given,
  };
}

export function aStockroom(given: Partial<Stockroom> = {}): Stockroom {
  const code = given.code ?? 'PHARMACY';
  return {
    id: derivedId('Stockroom', code),
    kind: 'STOCKROOM',
    location,
    shelves: [{ code: 'A-01', sort: 'SHELF' }],
    status: 'ACTIVE',
    ...fields(code),
    ...given,
  };
}
