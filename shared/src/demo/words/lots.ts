import { type CivilDate, civilDate } from '../../base/civil-date.ts';
import { isEverywhere, type ProductPlan, products } from './products.ts';

/** A batch as it stands on the shelf today: where, until when, and how much of it is left. */
export interface LotPlan {
  readonly product: string;
  readonly lot: string;
  readonly place: 0 | 1;
  /** By the calendar of the examples; null: does not expire. */
  readonly expiry: CivilDate | null;
  readonly left: number;
  readonly condition: 'GOOD' | 'NEAR_EXPIRY' | 'EXPIRED';
}

/** How the batches of a product follow each other: what is used up now, what waits behind it, what has run out. */
type Pattern = 'NEAR' | 'EXPIRED' | 'PLAIN';

const nearby = new Set(['V-L4', 'V-RCP', 'A-MILB', 'AB-DOX', 'AN-PROP', 'K-CATH', 'D-URI', 'D-RECO', 'R-TREAT']);
const expired = new Set(['V-DHPPI', 'A-PRZ', 'N-MELS', 'M-MAR', 'D-REN']);
const single = new Set(['K-ECOL', 'R-BRUSH', 'R-CARR']);
const plainThree = new Set(['K-CHIP']);

/** Below their minimum today; the first of them has an open alert. */
export const lowProducts: Readonly<Record<string, number>> = {
  'A-FLUR': 6,
  'V-KC': 3,
  'N-GABA': 40,
  'D-HYP': 2,
  'R-CARR': 1,
};

/** Batches the examples name. */
const named: readonly LotPlan[] = [
  lot('AB-AMC', 'Z', 0, '2026-10-31', 30, 'EXPIRED'),
  lot('AB-AMC', 'A', 0, '2026-12-31', 10, 'NEAR_EXPIRY'),
  lot('AB-AMC', 'B', 0, '2027-06-30', 100, 'GOOD'),
  lot('AB-AMC', 'AMC2604', 1, '2028-03-31', 60, 'GOOD'),
  lot('V-RAB', 'RB2407', 0, '2026-12-31', 5, 'NEAR_EXPIRY'),
  lot('V-RAB', 'RB2411', 0, '2027-03-31', 12, 'GOOD'),
  lot('V-RAB', 'RB2502', 1, '2027-09-30', 14, 'GOOD'),
  lot('C-KET', 'K1', 0, '2027-08-31', 42, 'GOOD'),
  lot('C-KET', 'K2', 0, '2028-02-29', 20, 'GOOD'),
];

/** All batches, in the order in which a place uses them up. */
export const lots: readonly LotPlan[] = products.flatMap((product, index) => {
  const known = named.filter((each) => each.product === product.code);
  return known.length > 0 ? known : usualLots(product, index);
});

function usualLots(product: ProductPlan, index: number): LotPlan[] {
  const { code, minimum, flags } = product;
  const enough = (share: number): number => Math.max(1, Math.ceil(minimum * share));
  if (flags.includes('NOLOT')) {
    const low = lowProducts[code];
    const main = lot(code, 'NOBATCH', 0, null, low ?? enough(1.3), 'GOOD');
    return single.has(code) ? [main] : [main, lot(code, 'NOBATCH', 1, null, enough(0.4), 'GOOD')];
  }
  const name = (order: number): string =>
    `${code.replace('-', '')}${24 + (index % 3)}${String(order * 3 + (index % 4)).padStart(2, '0')}`;
  const second = isEverywhere(product) ? 1 : 0;
  const low = lowProducts[code];
  const current = low === undefined ? enough(0.9) : Math.min(low - 1, Math.ceil(low * 0.7));
  const other = low === undefined ? enough(0.5) : low - current;
  switch (patternOf(code)) {
    case 'NEAR':
      return [
        lot(code, name(1), 0, month(2026, 11, 21 + (index % 9)), enough(0.3), 'NEAR_EXPIRY'),
        lot(code, name(2), 0, month(2027, 4 + (index % 8), 28), enough(0.8), 'GOOD'),
        lot(code, name(3), second, month(2028, 1 + (index % 10), 28), enough(0.5), 'GOOD'),
      ];
    case 'EXPIRED':
      return [
        lot(code, name(1), 0, month(2026, 8 + (index % 3), 28), enough(0.2), 'EXPIRED'),
        lot(code, name(2), 0, month(2027, 5 + (index % 7), 28), enough(0.9), 'GOOD'),
        lot(code, name(3), second, month(2028, 2 + (index % 9), 28), enough(0.5), 'GOOD'),
      ];
    case 'PLAIN': {
      const main = lot(code, name(1), 0, month(2027, 6 + (index % 7), 28), current, 'GOOD');
      const behind = lot(code, name(2), second, month(2028, 3 + (index % 9), 28), other, 'GOOD');
      const spare = lot(code, name(3), 0, month(2028, 8 + (index % 4), 28), other, 'GOOD');
      return plainThree.has(code) ? [main, spare, behind] : [main, behind];
    }
  }
}

function patternOf(code: string): Pattern {
  if (nearby.has(code)) return 'NEAR';
  return expired.has(code) ? 'EXPIRED' : 'PLAIN';
}

function month(year: number, of: number, day: number): string {
  return `${year}-${String(of).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function lot(
  product: string,
  name: string,
  place: 0 | 1,
  expiry: string | null,
  left: number,
  condition: LotPlan['condition'],
): LotPlan {
  return { product, lot: name, place, expiry: expiry === null ? null : civilDate(expiry), left, condition };
}
