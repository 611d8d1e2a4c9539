import { present } from '../../base/assert.ts';
import { ofThousandths, type Quantity, quantityParts } from '../../base/quantity.ts';
import { deskPost, isOpen } from '../organisation/roster.ts';
import type { Branch } from '../organisation/branch.ts';
import type { Day } from '../timeline.ts';
import { type LotPlan, lots } from '../words/lots.ts';
import { prefixOf, products, stepOf, suppliers } from '../words/products.ts';
import type { SalePlan } from './bills.ts';
import { isStocked, type PrescriptionPlan } from './book.ts';
import type { VisitPlan } from './visit-plan.ts';

/** A delivery of one supplier to one place. */
export interface DeliveryPlan {
  readonly supplier: string;
  readonly place: 0 | 1;
  readonly day: Day;
  readonly lines: readonly { readonly lot: LotPlan; readonly received: Quantity; readonly expected: Quantity }[];
}

/** A count of a stockroom, and what was found to differ. */
export interface CountPlan {
  readonly place: 0 | 1;
  readonly day: Day;
  readonly isFull: boolean;
  readonly products: readonly string[];
  readonly differences: ReadonlyMap<string, number>;
}

export interface GoodsPlan {
  readonly deliveries: readonly DeliveryPlan[];
  readonly counts: readonly CountPlan[];
  /** Batches that expired, and the day they were put aside. */
  readonly expired: readonly { readonly lot: LotPlan; readonly day: Day }[];
}

interface Taking {
  readonly product: string;
  readonly place: 0 | 1;
  readonly day: Day;
  readonly thousandths: number;
}

/** What the surgeon draws for an operation, in millilitres of ketamine: given and thrown away. */
export const drawn = { used: 0.6, wasted: 0.1 } as const;

/** What was delivered when, so that everything that was taken was there and today's cupboards are as the examples say. */
export function planGoods(
  branch: Branch,
  visits: readonly VisitPlan[],
  prescribed: ReadonlyMap<VisitPlan, readonly PrescriptionPlan[]>,
  sales: readonly SalePlan[],
): GoodsPlan {
  const counts = planCounts(branch);
  const takings = [
    ...visits.flatMap((visit) => takenOn(visit, prescribed.get(visit) ?? [])),
    ...sales.flatMap(({ goods, place, day }) =>
      goods.map(({ product, quantity: amount }) => ({ product, place, day, thousandths: amount * 1000 })),
    ),
    ...counts.flatMap(({ place, day, differences }) =>
      [...differences].map(([product, by]) => ({ product, place, day, thousandths: -by * 1000 })),
    ),
  ];
  const days = ([0, 1] as const).map((place) => deliveryDays(branch, place));
  const needs = new Map<LotPlan, Map<number, number>>();
  for (const [index, lot] of lots.entries()) {
    const rounds = days[lot.place] ?? [];
    const round = isFirstOfItsPlace(lot) ? 0 : (index * 5 + 1) % rounds.length;
    addTo(needs, lot, round, lot.left * 1000);
  }
  for (const taking of takings) {
    const lot = lotFor(branch, taking);
    addTo(needs, lot, roundOf(days[taking.place] ?? [], taking.day), taking.thousandths);
  }
  for (const [lot, rounds] of needs) {
    // What a count found beyond the books was delivered earlier, too.
    for (const amount of rounds.values()) if (amount < 0) addTo(needs, lot, 0, amount);
  }
  return { deliveries: deliveriesFrom(branch, days, needs), counts, expired: expiredLots(branch) };
}

function takenOn({ ending, doses, service, seat }: VisitPlan, prescriptions: readonly PrescriptionPlan[]): Taking[] {
  if (ending !== 'COMPLETED') return [];
  const { place, day } = seat;
  const take = (product: string, thousandths: number): Taking => ({ product, place, day, thousandths });
  return [
    ...doses.map(({ vaccine }) => take(vaccine, 1000)),
    ...(service === 'CHIP' ? [take('K-CHIP', 1000)] : []),
    ...(service === 'PASS' ? [take('K-PASS', 1000)] : []),
    ...(service === 'CAST-CAT' || service === 'SPAY-DOG'
      ? [take('C-KET', Math.round((drawn.used + drawn.wasted) * 1000))]
      : []),
    ...prescriptions.flatMap((each) =>
      each.kind === 'DOSED' && isStocked(each.medicine.code, place)
        ? [take(each.medicine.code, quantityParts(each.dispensed).thousandths)]
        : [],
    ),
  ];
}

/** The batch that is used on a day: the first of its place that has not expired by then. */
function lotFor({ timeline }: Branch, { product, place, day }: Taking): LotPlan {
  const own = lots.filter((lot) => lot.product === product && lot.place === place);
  return present(
    own.find(({ expiry }) => expiry === null || timeline.example(expiry) >= day),
    `${product} at place ${place}`,
  );
}

function isFirstOfItsPlace(lot: LotPlan): boolean {
  return lots.find(({ product, place }) => product === lot.product && place === lot.place) === lot;
}

function addTo(needs: Map<LotPlan, Map<number, number>>, lot: LotPlan, round: number, thousandths: number): void {
  const rounds = needs.get(lot) ?? new Map<number, number>();
  needs.set(lot, rounds);
  rounds.set(round, (rounds.get(round) ?? 0) + thousandths);
}

/** Deliveries come on working mornings at even distances, the first before the first patient. */
function deliveryDays({ figures, timeline, places }: Branch, place: 0 | 1): Day[] {
  const { first, second } = figures.receipts;
  const rounds = (place === 0 ? first : second) / suppliers.length;
  return Array.from({ length: rounds }, (_, round) => {
    const wanted = timeline.first + Math.floor((round * -timeline.first) / rounds);
    const days = Array.from({ length: 12 }, (__, step) => wanted + step);
    const open = days.find(
      (day) => isOpen(timeline, places[place], day) && deskPost(timeline, places[place], day) !== 'CHIEF',
    );
    return open ?? wanted;
  });
}

function roundOf(days: readonly Day[], day: Day): number {
  return Math.max(
    0,
    days.findLastIndex((each) => each <= day),
  );
}

function deliveriesFrom(
  branch: Branch,
  days: readonly (readonly Day[])[],
  needs: Map<LotPlan, Map<number, number>>,
): DeliveryPlan[] {
  const deliveries: DeliveryPlan[] = [];
  for (const { code, prefixes } of suppliers) {
    for (const place of [0, 1] as const) {
      const own = lots.filter((lot) => lot.place === place && prefixes.includes(prefixOf(lot.product)));
      for (const [round, day] of (days[place] ?? []).entries()) {
        const due = own.flatMap((lot) => {
          const amount = needs.get(lot)?.get(round) ?? 0;
          return amount > 0 ? [{ lot, received: inSteps(lot, amount) }] : [];
        });
        const lines = due.length > 0 ? due : [{ lot: borrowed(own, needs), received: 1000 }];
        const isPartial =
          place === 0 &&
          round === (days[0]?.length ?? 0) - 1 &&
          suppliers.findIndex((each) => each.code === code) < branch.figures.receipts.partial;
        deliveries.push({
          supplier: code,
          place,
          day,
          lines: lines.map(({ lot, received }, index) => ({
            lot,
            received: ofThousandths(received),
            expected: ofThousandths(isPartial && index === 0 ? received + 5000 : received),
          })),
        });
      }
    }
  }
  return deliveries;
}

/** One unit less of the first delivery, because it comes with a later one that would be empty otherwise. */
function borrowed(own: readonly LotPlan[], needs: Map<LotPlan, Map<number, number>>): LotPlan {
  const rich = own.toSorted((a, b) => (needs.get(b)?.get(0) ?? 0) - (needs.get(a)?.get(0) ?? 0));
  const lot = present(rich[0], 'a batch');
  addTo(needs, lot, 0, -1000);
  return lot;
}

/** Whole steps of the product; what is over one delivery is under none, because takings come in steps, too. */
function inSteps({ product }: LotPlan, thousandths: number): number {
  const step = Math.round(
    stepOf(
      present(
        products.find(({ code }) => code === product),
        product,
      ),
    ) * 1000,
  );
  return Math.ceil(thousandths / step) * step;
}

function expiredLots({ timeline }: Branch): GoodsPlan['expired'] {
  return lots.flatMap((lot) =>
    lot.condition === 'EXPIRED' && lot.expiry !== null ? [{ lot, day: timeline.example(lot.expiry) + 1 }] : [],
  );
}

/** One full count and five of single shelves; a piece was missing here and found there. */
function planCounts(branch: Branch): CountPlan[] {
  const { figures, timeline, places } = branch;
  const shelves = [
    ['A-PRZ', 'A-FIP', 'A-SEL', 'A-IMID'],
    ['AB-ENR', 'AB-DOX', 'AB-MET', 'AB-CEFZ'],
    ['K-CATH', 'K-BAND', 'K-SYR5', 'K-ECOL'],
    ['D-REN', 'D-URI', 'D-GI', 'D-RECO'],
    ['N-CARP', 'N-ROB', 'N-PRED', 'M-ONDA'],
  ];
  const full = shelves.flat();
  const plans = [full, ...shelves];
  let left = figures.discrepancies;
  return plans.map((codes, index) => {
    const wanted = -470 + index * 80;
    const day = present(
      Array.from({ length: 12 }, (_, step) => wanted + step).find(
        (each) => timeline.weekday(each) <= 5 && isOpen(timeline, places[0], each),
      ),
      'a day to count',
    );
    const share = index === 0 ? Math.min(left, 6) : Math.min(left, Math.ceil(left / (plans.length - index)));
    left -= share;
    const picked = (index === 0 ? codes.filter((_, at) => at % 3 === 1) : codes).slice(0, share);
    return {
      place: 0,
      day,
      isFull: index === 0,
      products: codes,
      differences: new Map(picked.map((code, at) => [code, at % 3 === 2 ? 1 : -1])),
    };
  });
}
