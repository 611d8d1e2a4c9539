import type { CivilDate } from '../../base/civil-date.ts';
import { quantity } from '../../base/quantity.ts';
import type { CatalogueEntry, PriceList, Product, Stockroom } from '../../domain/catalogue/catalogue.ts';
import { checkProduct } from '../../domain/catalogue/product-rules.ts';
import { checkStockroom } from '../../domain/catalogue/entry-rules.ts';
import { createdBy, type Stamp } from '../../domain/document.ts';
import { demoId } from '../demo-ids.ts';
import { granted } from '../play/stage.ts';
import { medicines } from '../words/formulary.ts';
import { categories, prefixOf, type ProductPlan, products, stepOf, suppliers } from '../words/products.ts';
import type { Place } from './branch.ts';
import { priceLists, rubles } from './price-list.ts';

/** Goods and where they come from and lie. `from` is the first day of their prices. */
export function goodsOf(from: CivilDate) {
  return {
    priceLists: (stamp: Stamp): PriceList[] => [
      priceList('MAIN', { ru: 'Основной прайс', en: 'Main price list' }, 'RUB', null, stamp),
      priceList('GARDEN', { ru: 'Прайс «Садовая»', en: 'Garden price list' }, 'RUB', 'MAIN', stamp),
      priceList('DONG', { ru: 'Прайс в донгах', en: 'Price list in dong' }, 'VND', null, stamp),
    ],
    suppliers: (stamp: Stamp): CatalogueEntry[] => [
      ...categories.map(({ code, name }): CatalogueEntry => ({
        id: demoId('ProductCategory', code),
        kind: 'PRODUCT_CATEGORY',
        code,
        name,
        parent: null,
        ...createdBy(stamp, 1),
      })),
      ...suppliers.map(({ code, name }): CatalogueEntry => ({
        id: demoId('Supplier', code),
        kind: 'SUPPLIER',
        code,
        name,
        status: 'ACTIVE',
        contacts: [{ name: name.en, phone: '+7 000 555-00-99', email: `${code.toLowerCase()}@example.com` }],
        sealedBankDetails: null,
        ...createdBy(stamp, 1),
      })),
    ],
    products: (stamp: Stamp): Product[] => products.map((plan) => granted(checkProduct(productOf(plan, from, stamp)))),
    stockroom: (place: Place, stamp: Stamp): Stockroom => granted(checkStockroom(stockroomOf(place, stamp))),
  };
}

/** Where a product lies at a place: vaccines in the fridge, controlled drugs in the safe, the rest by its sort. */
export function shelfOf({ code, flags }: ProductPlan, place: Place): string {
  if (flags.includes('COLD')) return place.index === 0 ? 'F-1' : 'F-2';
  if (flags.includes('CONTROLLED')) return 'S-1';
  if (place.index === 1) return 'B-01';
  return shelves[prefixOf(code)] ?? 'A-06';
}

const shelves: Readonly<Record<string, string>> = {
  A: 'A-01',
  AB: 'A-02',
  N: 'A-03',
  AN: 'A-03',
  M: 'A-03',
  F: 'A-04',
  K: 'A-05',
};

function priceList(
  code: keyof typeof priceLists,
  name: PriceList['name'],
  currency: PriceList['currency'],
  parent: keyof typeof priceLists | null,
  stamp: Stamp,
): PriceList {
  return {
    id: priceLists[code],
    kind: 'PRICE_LIST',
    code,
    name,
    currency,
    parent: parent === null ? null : priceLists[parent],
    ...createdBy(stamp, 1),
  };
}

function productOf(plan: ProductPlan, from: CivilDate, stamp: Stamp): Product {
  const { code, name, sort, unit, minimum, price, flags } = plan;
  const category = categories.find(({ prefixes }) => prefixes.includes(prefixOf(code)));
  const medicine = medicines.find((each) => each.code === code);
  return {
    id: demoId('Product', code),
    kind: 'PRODUCT',
    code,
    name,
    sort,
    category: category === undefined ? null : demoId('ProductCategory', category.code),
    manufacturer: null,
    unit,
    step: quantity(stepOf(plan)),
    packs: [],
    barcodes: [`4600000${String(100_000 + products.indexOf(plan))}`],
    supply: flags.includes('RX') ? 'RX' : 'FREE',
    controlled: flags.includes('CONTROLLED'),
    antimicrobial: flags.includes('ANTIMICROBIAL'),
    cold: flags.includes('COLD'),
    tracking: flags.includes('NOLOT') ? 'NONE' : flags.includes('SERIAL') ? 'SERIAL' : 'LOT',
    vaccine: sort === 'VACCINE' ? code : null,
    label: {
      substance: medicine?.substance ?? '',
      strength: medicine?.strength ?? '',
      form: '',
      warnings: [],
      storage: flags.includes('COLD') ? '2–8 °C' : '',
      withdrawal: '',
    },
    minimum: quantity(minimum),
    prices: [{ id: demoId('Price', code), list: priceLists.MAIN, validFrom: from, price: rubles(price) }],
    status: 'ACTIVE',
    ...createdBy(stamp, 1),
  };
}

function stockroomOf({ index, code, id }: Place, stamp: Stamp): Stockroom {
  const plain = (shelf: string) => ({ code: shelf, sort: 'SHELF' as const });
  return {
    id: demoId('Stockroom', code),
    kind: 'STOCKROOM',
    code,
    name: index === 0 ? { ru: 'Аптека', en: 'Pharmacy' } : { ru: 'Шкаф', en: 'Cabinet' },
    location: id,
    shelves:
      index === 0
        ? [
            ...[1, 2, 3, 4, 5, 6].map((number) => plain(`A-0${number}`)),
            { code: 'F-1', sort: 'FRIDGE' },
            { code: 'S-1', sort: 'SAFE' },
          ]
        : [plain('B-01'), { code: 'F-2', sort: 'FRIDGE' }],
    status: 'ACTIVE',
    ...createdBy(stamp, 1),
  };
}
