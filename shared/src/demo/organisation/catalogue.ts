import { present } from '../../base/assert.ts';
import { type Instant, plusMinutes } from '../../base/instant.ts';
import type { CommandName } from '../../domain/accounts/command-names.ts';
import {
  catalogue,
  type CatalogueEntry,
  type PackageTemplate,
  type Plan,
  type PriceList,
  type Product,
  type Promotion,
  type Service,
  type Stockroom,
  type Supplier,
} from '../../domain/catalogue/catalogue.ts';
import { priceChain } from '../../domain/catalogue/prices.ts';
import { addServicePrice } from '../../domain/catalogue/service-rules.ts';
import { type PriceListId } from '../../domain/catalogue/price-terms.ts';
import { demoId } from '../demo-ids.ts';
import { granted, type Stage } from '../play/stage.ts';
import { serviceCodes, type ServiceCode, services } from '../words/services.ts';
import { type Branch, type Place, serverDevice } from './branch.ts';
import { offersOf, type PackageCode, type PlanCode, type PromotionCode } from './offers.ts';
import { priceLists, pricesOfThisYear, serviceOf } from './price-list.ts';
import { goodsOf } from './goods.ts';
import type { Cast } from './staff.ts';

/** The day the prices of this year were entered, and the day they hold from, by the calendar of the examples. */
export const priceChange = { entered: -287, validFrom: -260 } as const;

/** What the chain offers and keeps, by code; the same entries for all branches. */
export class Catalogue {
  readonly #entries = new Map<string, CatalogueEntry>();

  take(entry: CatalogueEntry): void {
    this.#entries.set(`${entry.kind} ${entry.code}`, entry);
  }

  service(code: ServiceCode): Service {
    return this.#find('SERVICE', code);
  }

  product(code: string): Product {
    return this.#find('PRODUCT', code);
  }

  package(code: PackageCode): PackageTemplate {
    return this.#find('PACKAGE', code);
  }

  plan(code: PlanCode): Plan {
    return this.#find('PLAN', code);
  }

  promotion(code: PromotionCode): Promotion {
    return this.#find('PROMOTION', code);
  }

  supplier(code: string): Supplier {
    return this.#find('SUPPLIER', code);
  }

  stockroom(place: Place): Stockroom {
    return this.#find('STOCKROOM', place.code);
  }

  /** The price lists of a place, nearest first. */
  chain(place: Place): PriceListId[] {
    const lists = (['MAIN', 'GARDEN'] as const).map((code): PriceList => this.#find('PRICE_LIST', code));
    return priceChain(place.index === 0 ? priceLists.MAIN : priceLists.GARDEN, lists);
  }

  get entries(): readonly CatalogueEntry[] {
    return [...this.#entries.values()];
  }

  #find<Kind extends CatalogueEntry['kind']>(kind: Kind, code: string): Extract<CatalogueEntry, { kind: Kind }> {
    const found = present(this.#entries.get(`${kind} ${code}`), `${kind} ${code}`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kind is part of the name it is found by
    return found as Extract<CatalogueEntry, { kind: Kind }>;
  }
}

/** Writes the price list of the chain: everything that does not belong to one branch. */
export function writeCatalogue(branch: Branch, stage: Stage, cast: Cast, at: Instant): Catalogue {
  const known = new Catalogue();
  const by = cast.player('CHIEF');
  const from = branch.timeline.date(branch.timeline.first - 30);
  const closedAt = Array.from({ length: branch.options.scale }, (_, index) => ({
    location: demoId('Location', `L${index * 2 + 2}`),
    offered: false,
    minutes: null,
    slotsRequired: null,
    home: null,
  }));
  const write = (
    command: CommandName,
    minute: number,
    entries: (stamp: CatalogueEntry['created']) => readonly CatalogueEntry[],
  ): void =>
    stage.act(command, { by, device: serverDevice, at: plusMinutes(at, minute) }, ({ stamp, put }) => {
      for (const entry of entries(stamp)) {
        known.take(entry);
        put(catalogue, entry);
      }
    });
  const goods = goodsOf(from);
  const offers = offersOf(branch.timeline, from);
  write('catalogue.changePrices', 0, goods.priceLists);
  write('catalogue.changeSupplier', 10, goods.suppliers);
  write('catalogue.changeProduct', 20, goods.products);
  write('catalogue.changeService', 40, (stamp) => services.map((plan) => serviceOf(plan, closedAt, from, stamp)));
  write('catalogue.changePackage', 50, offers.packages);
  write('catalogue.changePlan', 55, offers.plans);
  return known;
}

/** The stockrooms of a branch: one at each place, with shelves, a fridge and at the first place a safe. */
export function furnish(branch: Branch, stage: Stage, cast: Cast, known: Catalogue, at: Instant): void {
  const by = cast.player('CHIEF');
  stage.act('catalogue.changeProduct', { by, device: serverDevice, at }, ({ stamp, put }) => {
    for (const place of branch.places) {
      const room = goodsOf(branch.timeline.date(branch.timeline.first)).stockroom(place, stamp);
      known.take(room);
      put(catalogue, room);
    }
  });
}

/** Enters the prices of this year, a month before they hold. */
export function raisePrices(branch: Branch, stage: Stage, cast: Cast, known: Catalogue, at: Instant): void {
  const from = branch.timeline.date(priceChange.validFrom);
  stage.act(
    'catalogue.changePrices',
    { by: cast.player('MANAGER'), device: branch.device('DK-C'), at },
    ({ stamp, put }) => {
      for (const plan of services) {
        const raised = pricesOfThisYear(plan, from).reduce(
          (service, price) => granted(addServicePrice(service, price, stamp)),
          known.service(plan.code),
        );
        known.take(raised);
        put(catalogue, raised);
      }
    },
  );
}

/** Announces a promotion in the week before it begins. */
export function announce(
  branch: Branch,
  stage: Stage,
  cast: Cast,
  known: Catalogue,
  code: PromotionCode,
  at: Instant,
): void {
  const scene = { by: cast.player('MANAGER'), device: branch.device('DK-C'), at };
  stage.act('catalogue.changePromotion', scene, ({ stamp, put }) => {
    const promotion = offersOf(branch.timeline, branch.timeline.today).promotion(code, stamp);
    known.take(promotion);
    put(catalogue, promotion);
  });
}

export const allServices: readonly ServiceCode[] = serviceCodes;
