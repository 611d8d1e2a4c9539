import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { percent } from '../../base/percent.ts';
import { quantity } from '../../base/quantity.ts';
import {
  aPackageTemplate,
  aPlan,
  aPrice,
  aPriceList,
  aProduct,
  aPromotion,
  aService,
  aStockroom,
  location,
  priceList,
  rub,
  terms,
  tiers,
} from '../../testing/builders/catalogue.ts';
import { aStamp, at, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { expectSchemaWithstands } from '../../testing/hostile.ts';
import { MeetingPlace } from '../../testing/meeting-place.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { collectionKey } from '../collection-key.ts';
import type { DocumentFields } from '../document.ts';
import type { Task } from '../inbox/task.ts';
import { catalogueCollection } from './catalogue-collection.ts';
import { mergeCatalogueEntries, mergeCatalogueEntriesWithReport } from './catalogue-merge.ts';
import { catalogue, type CatalogueEntry, catalogueEntrySchema, type Service } from './catalogue.ts';
import { checkCategory, checkCode, checkPackage, checkPromotion, checkStockroom } from './entry-rules.ts';
import { changePrice, changeTerms, priceChain, priceOn } from './prices.ts';
import { changeProductStatus, checkProduct } from './product-rules.ts';
import { addServicePrice, isForSpecies, overrideService, serviceAt, slotsNeeded } from './service-rules.ts';
import type { ProductCategory } from './trade.ts';

const stamp = aStamp({ at: at('11:00') });
const other = derivedId<'Location'>('Location', 'L2');

describe('a price list', () => {
  const [main, garden] = [aPriceList(), aPriceList({ code: 'GARDEN', parent: priceList })];
  const price = (name: string, validFrom: string, amount: number, list = priceList) =>
    aPrice({ id: derivedId('Price', name), list, validFrom: civilDate(validFrom), terms: terms(rub(amount)) });
  const service = aService({
    prices: [
      price('1', '2025-01-01', 1500),
      price('2', '2026-11-01', 1650),
      price('3', '2026-12-01', 1700),
      price('4', '2026-01-01', 1430, garden.id),
    ],
  });
  const on = (date: string, start = main) => {
    const found = priceOn<Service['prices'][number]>(service, priceChain(start.id, [main, garden]), civilDate(date));
    return found.ok ? found.value.terms.base : found.error.code;
  };

  it('has the price that was valid on a day, whatever came later (R-040)', () => {
    expect(
      ['2024-12-31', '2025-01-01', '2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01'].map((date) => on(date)),
    ).toEqual(['NO_PRICE', rub(1500), rub(1500), rub(1650), rub(1650), rub(1700)]);
  });

  it('of a place falls back to the list it is based on, and a circle of lists ends (R-035)', () => {
    expect(on('2026-11-16', garden)).toEqual(rub(1430));
    expect(on('2025-06-01', garden)).toEqual(rub(1500));
    const circle = [
      aPriceList({ code: 'X', parent: derivedId('PriceList', 'Y') }),
      aPriceList({ code: 'Y', parent: derivedId('PriceList', 'X') }),
    ];
    expect(priceChain(circle[0]!.id, circle)).toEqual([circle[0]!.id, circle[1]!.id]);
  });

  it('lets the price entered later stand for the same day', () => {
    const twice = aService({
      prices: [
        { ...price('a', '2026-11-01', 1), id: '018f0000-0000-7000-8000-000000000001' as never },
        { ...price('b', '2026-11-01', 2), id: '018f0000-0000-7000-8000-000000000002' as never },
      ],
    });
    expect(priceOn<Service['prices'][number]>(twice, [priceList], today)).toMatchObject({
      value: { terms: { base: rub(2) } },
    });
    expect(
      priceOn<Service['prices'][number]>({ ...twice, prices: twice.prices.toReversed() }, [priceList], today),
    ).toMatchObject({ value: { terms: { base: rub(2) } } });
  });

  it('can be made of another one: −5 % rounded to 10.00, or +10 %', () => {
    const down = { direction: 'DOWN' as const, share: percent(5), stepMinor: 1000 };
    expect([1500, 900, 800, 1900, 4500].map((amount) => given(changePrice(rub(amount), down)).minor / 100)).toEqual([
      1430, 860, 760, 1810, 4280,
    ]);
    const dental = terms(rub(4500), tiers([5, rub(0)], [null, rub(800)]), rub(60));
    expect(given(changeTerms(dental, { direction: 'UP', share: percent(10), stepMinor: 1 }))).toEqual(
      terms(rub(4950), tiers([5, rub(0)], [null, rub(880)]), rub(66)),
    );
    const dear = terms(rub(40_000_000), { mode: 'PER_KG', perKg: rub(1) });
    expect(codeOf(changeTerms(dear, { direction: 'UP', share: percent(10), stepMinor: 1 }))).toBe('AMOUNT_TOO_LARGE');
  });

  it('takes no price with wrong brackets or a second currency (C-02)', () => {
    const gap = aPrice({
      terms: terms(rub(1), { mode: 'TIER', tiers: [{ from: quantity(1), below: null, amount: rub(1) }] }),
    });
    expect(codeOf(addServicePrice(aService(), gap, stamp))).toBe('TIERS_LEAVE_GAP');
    const mixed = aPrice({ terms: terms(rub(1), { mode: 'NONE' }, { ...rub(1), currency: 'EUR' } as never) });
    expect(codeOf(addServicePrice(aService(), mixed, stamp))).toBe('CURRENCY_MISMATCH');
    expect(given(addServicePrice(aService(), aPrice({ terms: terms(rub(2)) }), stamp)).prices).toHaveLength(2);
  });

  it('knows null as "not used" and takes no price below zero (R-038)', () => {
    expect(catalogueEntrySchema.safeParse(aService()).success).toBe(true);
    const negative = aPrice({ terms: terms(rub(-1)) });
    expect(catalogueEntrySchema.safeParse(aService({ prices: [negative] })).success).toBe(false);
    const negativeWay = aPrice({ terms: terms(rub(1), { mode: 'NONE' }, rub(-1)) });
    expect(catalogueEntrySchema.safeParse(aService({ prices: [negativeWay] })).success).toBe(false);
  });
});

describe('a service', () => {
  it('is inherited by every place, which may offer it differently or not at all (R-035)', () => {
    const service = overrideService(
      aService(),
      { location, offered: true, minutes: 45, slotsRequired: null, home: false },
      stamp,
    );
    expect(serviceAt(service, location)).toEqual({ minutes: 45, slotsRequired: 1, home: false });
    expect(serviceAt(service, other)).toEqual({ minutes: 30, slotsRequired: 1, home: true });
    const off = overrideService(
      service,
      { location, offered: false, minutes: null, slotsRequired: null, home: null },
      stamp,
    );
    expect(off.overrides).toHaveLength(1);
    expect(serviceAt(off, location)).toBeUndefined();
    expect(serviceAt(aService({ status: 'ARCHIVED' }), location)).toBeUndefined();
  });

  it('of one place is not offered at another (R-035)', () => {
    const custom = aService({ origin: { from: 'CUSTOM', location } });
    expect(serviceAt(custom, location)).toBeDefined();
    expect(serviceAt(custom, other)).toBeUndefined();
  });

  it('takes the slots it asks for, and at least its duration (C-06, C-07)', () => {
    const slots = (minutes: number, slotsRequired: number, grid: number) =>
      slotsNeeded({ minutes, slotsRequired }, grid);
    expect([
      slots(30, 1, 30),
      slots(90, 3, 30),
      slots(31, 1, 30),
      slots(30, 2, 30),
      slots(30, 1, 20),
      slots(120, 4, 60),
    ]).toEqual([1, 3, 2, 2, 2, 4]);
  });

  it('is for the species of its set; ALL is any (R-036, C-32)', () => {
    expect(isForSpecies(aService(), 'REPTILE')).toBe(true);
    expect(isForSpecies(aService({ species: ['DOG', 'CAT'] }), 'CAT')).toBe(true);
    expect(isForSpecies(aService({ species: ['DOG', 'CAT'] }), 'RABBIT')).toBe(false);
  });
});

describe('a product', () => {
  it('that is a medicine or vaccine is tracked by batch, and a controlled one is on prescription (C-49)', () => {
    expect(codeOf(checkProduct(aProduct()))).toBe('ok');
    expect(codeOf(checkProduct(aProduct({ tracking: 'NONE' })))).toBe('BATCH_TRACKING_REQUIRED');
    expect(codeOf(checkProduct(aProduct({ sort: 'SUPPLY', tracking: 'NONE' })))).toBe('ok');
    expect(codeOf(checkProduct(aProduct({ controlled: true, supply: 'FREE' })))).toBe('CONTROLLED_NEEDS_PRESCRIPTION');
    expect(codeOf(checkProduct(aProduct({ controlled: true })))).toBe('ok');
  });

  it('goes from draft by moderation to active and archive, and says what is allowed (R-090)', () => {
    const go = (from: ReturnType<typeof aProduct>['status'], to: ReturnType<typeof aProduct>['status']) =>
      changeProductStatus(aProduct({ status: from }), to, stamp);
    expect(given(go('DRAFT', 'PENDING_MODERATION')).status).toBe('PENDING_MODERATION');
    expect(given(go('PENDING_MODERATION', 'REJECTED')).status).toBe('REJECTED');
    expect(given(go('ACTIVE', 'ACTIVE')).changed).not.toEqual(stamp);
    expect(go('ARCHIVED', 'ACTIVE')).toMatchObject({
      error: { code: 'STATUS_CHANGE_REFUSED', details: { allowed: ['DRAFT'] } },
    });
  });
});

describe('entries of the catalogue', () => {
  it('share no code with another of their kind (R-090)', () => {
    expect(codeOf(checkCode(aProduct(), [aProduct(), aService({ code: 'AB-AMC' })]))).toBe('ok');
    expect(codeOf(checkCode(aProduct({ id: derivedId('Product', 'new') }), [aProduct()]))).toBe('CODE_TAKEN');
  });

  it('make sense by themselves: periods, packages, shelves, categories (R-067, R-058, R-089)', () => {
    expect(codeOf(checkPromotion(aPromotion({ until: civilDate('2026-10-31') })))).toBe('ENDS_BEFORE_START');
    expect(codeOf(checkPromotion(aPromotion({ until: civilDate('2026-11-01') })))).toBe('ok');
    expect(codeOf(checkPackage(aPackageTemplate({ visits: 4, paidVisits: 5 })))).toBe('MORE_PAID_THAN_GIVEN');
    expect(codeOf(checkPackage(aPackageTemplate()))).toBe('ok');
    const shelf = { code: 'A-01', sort: 'SHELF' as const };
    expect(codeOf(checkStockroom(aStockroom({ shelves: [shelf, shelf] })))).toBe('SHELF_TWICE');
    expect(codeOf(checkStockroom(aStockroom()))).toBe('ok');
  });

  it('of suppliers have a state and contacts, and bank details only sealed (R-092)', () => {
    const { kind: _, id: __, currency: ___, parent: ____, ...named } = aPriceList({ code: 'VETSUPPLY' });
    const supplier = {
      ...named,
      id: derivedId('Supplier', 'VETSUPPLY'),
      kind: 'SUPPLIER',
      status: 'ACTIVE',
      contacts: [{ name: 'Order desk', phone: '+70005550190', email: 'orders@example.com' }],
      sealedBankDetails: 'v1:4f2c',
    };
    const fits = (changes: object): boolean => catalogueEntrySchema.safeParse({ ...supplier, ...changes }).success;
    expect(['ACTIVE', 'SUSPENDED', 'ARCHIVED', 'GONE'].map((status) => fits({ status }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(fits({ bankDetails: 'DE00 1234' })).toBe(false);
    expect(fits({ sealedBankDetails: null })).toBe(true);
  });

  it('keep categories a tree', () => {
    const category = (code: string, parent: string | null): ProductCategory => {
      const { code: _, kind: __, id: ___, currency: ____, parent: _____, ...rest } = aPriceList({ code });
      return {
        ...rest,
        id: derivedId('ProductCategory', code),
        kind: 'PRODUCT_CATEGORY',
        code,
        parent: parent === null ? null : derivedId('ProductCategory', parent),
      };
    };
    const tree = [category('FOOD', null), category('DIETS', 'FOOD'), category('RENAL', 'DIETS')];
    expect(codeOf(checkCategory(category('FOOD', 'RENAL'), tree))).toBe('CATEGORY_CIRCLE');
    expect(codeOf(checkCategory(category('FOOD', 'FOOD'), tree))).toBe('CATEGORY_CIRCLE');
    expect(codeOf(checkCategory(category('NEW', 'RENAL'), tree))).toBe('ok');
  });

  it('are found by code, barcode, pack and vaccine', () => {
    const pack = {
      code: 'BOX',
      name: { ru: 'Коробка', en: 'Box' },
      units: quantity(30),
      barcodes: ['4601234567890'],
      active: true,
    };
    const product = aProduct({ packs: [pack], barcodes: ['4600000000001'], vaccine: 'V-RAB' });
    expect(catalogueCollection.keys(product)).toEqual([
      { key: 'code', value: 'PRODUCT AB-AMC', unique: true },
      { key: 'pack', value: 'BOX' },
      { key: 'barcode', value: '4600000000001' },
      { key: 'barcode', value: '4601234567890' },
      { key: 'vaccine', value: 'V-RAB' },
    ]);
    expect(catalogueCollection.searchEntry(product)).toMatchObject({
      codes: ['AB-AMC', '4600000000001', '4601234567890'],
    });
    expect(catalogueCollection.searchEntry(aService())).toBeUndefined();
  });
});

describe('entries that two desks changed', () => {
  const inbox = collectionKey<Task>('inbox');

  it('have the prices of both, and a task about two names for one thing', () => {
    const place = new MeetingPlace(catalogueCollection);
    const service = aService();
    const priced = (minute: number, amount: number, name: string): Service => ({
      ...given(addServicePrice(service, aPrice({ terms: terms(rub(amount)) }), aStamp({ minute }))),
      name: { ru: name, en: service.name.en },
    });
    place.push(catalogue, service);
    place.push(catalogue, priced(70, 1600, 'Приём'), service);
    place.push(catalogue, priced(71, 1700, 'Первичный приём'), service);
    expect(place.all(catalogue)).toMatchObject([{ name: { ru: 'Первичный приём' }, prices: { length: 3 } }]);
    expect(place.all(inbox)).toMatchObject([
      { task: 'BOTH_CHANGED', details: { fields: [{ path: 'name/ru', other: 'Приём' }] } },
    ]);
  });

  it('keep one code apart: the later one gets the end of its id behind it, and a task asks for a better one (R-090)', () => {
    const place = new MeetingPlace(catalogueCollection);
    place.push(catalogue, aProduct());
    const second = aProduct({ id: derivedId('Product', 'second'), name: { ru: 'Другой', en: 'Other' } });
    const decision = place.push(catalogue, second);
    expect(decision).toMatchObject({
      kind: 'park',
      reason: 'NUMBER_USED_TWICE',
      document: { code: `AB-AMC-${second.id.slice(-8).toUpperCase()}`, name: { en: 'Other' } },
    });
    expect(place.all(inbox)).toMatchObject([
      { task: 'NUMBER_USED_TWICE', details: { number: 'AB-AMC', other: aProduct().id } },
    ]);
    expect(place.push(catalogue, aService({ code: 'AB-AMC' })).kind).toBe('accept');
  });

  it('never become something else', () => {
    const place = new MeetingPlace(catalogueCollection);
    place.push(catalogue, aProduct());
    expect(place.push(catalogue, { ...aStockroom(), id: aProduct().id as never })).toEqual({
      kind: 'refuse',
      reason: 'KIND_CHANGED',
    });
  });
});

const change = fc.record({
  device: fc.constantFrom('DK-A', 'DK-B', 'VT-1'),
  minute: fc.integer({ min: 60, max: 100 }),
  ru: fc.constantFrom('Приём', 'Осмотр', 'Консультация'),
  minutes: fc.constantFrom(30, 45),
  price: fc.constantFrom(1600, 1700),
  offered: fc.boolean(),
});
const serviceChanges = change.map(({ device, minute, ru, minutes, price, offered }): CatalogueEntry => {
  const by = aStamp({ minute, device });
  const priced = given(
    addServicePrice(
      aService(),
      aPrice({ id: derivedId('Price', device, String(minute)), terms: terms(rub(price)) }),
      by,
    ),
  );
  const overridden = overrideService(priced, { location, offered, minutes, slotsRequired: null, home: null }, by);
  return { ...overridden, name: { ru, en: 'Visit' }, minutes, changed: by };
});
const productChanges = change.map(({ device, minute, ru, price, offered }): CatalogueEntry => {
  const pack = {
    code: 'BOX',
    name: { ru, en: 'Box' },
    units: quantity(price),
    barcodes: [`460${price}`],
    active: offered,
  };
  return {
    ...aProduct(),
    name: { ru, en: 'Tablet' },
    packs: [pack],
    barcodes: [String(price * 100)],
    changed: aStamp({ minute, device }),
  };
});

for (const [name, changes, base] of [
  ['services', serviceChanges, aService()],
  ['products', productChanges, aProduct()],
] as const) {
  describeMergeLaws<DocumentFields>(name, {
    merge: (from, ours, theirs) =>
      mergeCatalogueEntries(from as CatalogueEntry | undefined, ours as CatalogueEntry, theirs as CatalogueEntry),
    changes,
    bases: [base, undefined],
    schema: catalogueEntrySchema,
    typed: (document) => [(document as CatalogueEntry).name.ru],
    replaced: (from, ours, theirs) => [
      ...mergeCatalogueEntriesWithReport(
        from as CatalogueEntry | undefined,
        ours as CatalogueEntry,
        theirs as CatalogueEntry,
      ).replaced,
    ],
    runs: 40,
  });
}

describe('hostile entries of the catalogue', () => {
  it('are refused by the schema within 50 ms, never thrown about', () => {
    const goods: CatalogueEntry[] = [aService(), aProduct(), aPromotion(), aPlan(), aPackageTemplate(), aStockroom()];
    for (const good of goods) expectSchemaWithstands(catalogueEntrySchema, good, 30);
  });

  it('have no code that is empty, lower case or long', () => {
    for (const code of ['', 'cons-1', 'X'.repeat(25), ' A', 'A/B']) {
      expect(catalogueEntrySchema.safeParse(aService({ code })).success).toBe(false);
    }
  });
});
