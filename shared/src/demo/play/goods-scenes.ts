import { present } from '../../base/assert.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import { money, percentOf } from '../../base/money.ts';
import { addQuantities, quantity } from '../../base/quantity.ts';
import { percent } from '../../base/percent.ts';
import { levelAt, stockLevels } from '../../domain/stock/levels.ts';
import { moveWithin } from '../../domain/stock/moving-rules.ts';
import { planReceipt, receiveStock } from '../../domain/stock/receiving-rules.ts';
import { batchId } from '../../domain/stock/stock-context.ts';
import { completeStocktake, countStock, startStocktake } from '../../domain/stock/stocktake-rules.ts';
import {
  noBatch,
  type Position,
  stock,
  type StockEntry,
  type Stocktake,
  stockVersion,
} from '../../domain/stock/stock.ts';
import { createdBy } from '../../domain/document.ts';
import { shelfOf } from '../organisation/goods.ts';
import type { CountPlan, DeliveryPlan, GoodsPlan } from '../plan/goods.ts';
import type { LotPlan } from '../words/lots.ts';
import { products } from '../words/products.ts';
import type { Show } from './show.ts';
import { granted } from './stage.ts';

/** Deliveries arrive, cupboards are counted, and what has expired is put aside. */
export function goodsMove(show: Show, { deliveries, counts, expired }: GoodsPlan): void {
  for (const delivery of deliveries) arrives(show, delivery);
  for (const count of counts) counted(show, count);
  for (const { lot, day } of expired) putAside(show, lot, day);
}

function arrives(show: Show, { supplier, place: index, day, lines }: DeliveryPlan): void {
  const place = show.place(index);
  show.at(day, index === 0 ? 506 : 536, index, (at) =>
    show.stage.act(
      'stock.receive',
      show.scene(index === 0 ? 'DESK' : 'MANAGER', index === 0 ? 'DK-B' : 'DK-C', at, index),
      (act) => {
        const { stamp, put, id } = act;
        const context = { stamp, date: show.date(day) };
        const receipt = {
          id: id<'Receipt'>(),
          stockroom: show.catalogue.stockroom(place).id,
          date: show.date(day),
          note: '',
          lines: lines.map(({ lot, expected }, at_) => ({
            line: String(at_ + 1),
            product: show.catalogue.product(lot.product).id,
            expected,
            cost: costOf(lot),
          })),
        };
        put(stock, granted(planReceipt(receipt, show.catalogue.supplier(supplier), context)));
        for (const [line, { lot, received }] of lines.entries()) {
          const product = show.catalogue.product(lot.product);
          const serials =
            product.tracking === 'SERIAL'
              ? Array.from(
                  { length: received / 1000 },
                  () => `B${index + 1}-${String(show.count('DK-A', `blank ${index}`)).padStart(6, '0')}`,
                )
              : [];
          show.cupboard.addSerials(product.code, index === 0 ? serials : []);
          const arrival = {
            product,
            lot: lot.lot,
            expiry: expiryOf(show, lot),
            quantity: received,
            position: positionOf(show, lot),
            cost: costOf(lot),
            codes: [],
            serials,
            about: { paper: 'RECEIPT' as const, receipt: receipt.id, line: String(line + 1) },
          };
          const { batch, movement } = granted(receiveStock(arrival, context));
          show.cupboard.keep(act, [batch, movement]);
        }
      },
    ),
  );
}

function putAside(show: Show, lot: LotPlan, day: number): void {
  const product = show.catalogue.product(lot.product);
  show.at(day, 640, lot.place, (at) =>
    show.stage.act(
      'stock.quarantine',
      show.scene(lot.place === 0 ? 'NURSE' : 'MANAGER', lot.place === 0 ? 'VT-1' : 'DK-C', at, lot.place),
      (act) => {
        const entries = show.cupboard.entriesOf(product.id);
        const position = positionOf(show, lot);
        const batch = batchId(product.id, lot.lot, expiryOf(show, lot));
        const lying = { product, batch, position, quantity: levelAt(stockLevels(entries), batch, position) };
        const reason = show.branch.say({ ru: 'Истёк срок годности', en: 'Expired' });
        const context = { stamp: act.stamp, date: show.date(day) };
        show.cupboard.keep(act, [
          granted(moveWithin(lying, { shelf: position.shelf, state: 'QUARANTINE' }, reason, entries, context)),
        ]);
      },
    ),
  );
}

/** The nurse counts, the manager finishes; what differs is set right. */
function counted(show: Show, { place: index, day, isFull, products: codes, differences }: CountPlan): void {
  const place = show.place(index);
  const room = show.catalogue.stockroom(place).id;
  show.at(day, 1072, index, (at) => {
    const scene = show.scene('NURSE', 'VT-1', at, index);
    const stocktake = show.stage.act('stock.count', scene, (act): { paper: Stocktake; written: StockEntry[] } => {
      const { stamp, put, id } = act;
      const context = { stamp, date: show.date(day) };
      const known = codes.map((code) => show.catalogue.product(code));
      const paper: Stocktake = {
        id: id<'Stocktake'>(),
        kind: 'STOCKTAKE',
        stockroom: room,
        date: show.date(day),
        mode: isFull ? 'FULL' : 'CYCLE_COUNT',
        products: isFull ? [] : known.map((product) => product.id),
        ...createdBy(stamp, stockVersion),
      };
      const written: StockEntry[] = [granted(startStocktake(paper, [], context))];
      for (const product of known) {
        const entries = show.cupboard.entriesOf(product.id);
        const lying = stockLevels(entries).filter(
          ({ position, quantity: there }) => position.stockroom === room && position.state === 'AVAILABLE' && there > 0,
        );
        for (const [at_, { batch, position, quantity: there }] of firstUsed(show, lying, show.date(day)).entries()) {
          const found = addQuantities(there, quantity(at_ === 0 ? (differences.get(product.code) ?? 0) : 0));
          const request = { id: id<'Count'>(), product: product.id, batch, position, counted: found };
          written.push(granted(countStock(paper, request, [...entries, ...written], context)));
        }
      }
      for (const document of [paper, ...written]) put(stock, document);
      return { paper, written };
    });
    show.stage.act('stock.finishCount', show.scene('MANAGER', 'DK-A', at, index), (act) => {
      const all = codes.map((code) => show.catalogue.product(code));
      const witness = show.branch.staff('NURSE');
      const context = { stamp: act.stamp, date: show.date(day) };
      const done = granted(completeStocktake(stocktake.paper, all, witness, stocktake.written, context));
      act.put(stock, done.step);
      show.cupboard.keep(act, done.adjustments);
    });
  });
}

/** What is used first stands first, as on the shelf. */
function firstUsed<Level extends { readonly batch: Parameters<Show['cupboard']['batch']>[0] }>(
  show: Show,
  levels: readonly Level[],
  today: CivilDate,
): Level[] {
  const expiry = ({ batch }: Level): string => show.cupboard.batch(batch).expiry ?? '9999';
  return levels.filter((level) => expiry(level) >= today).toSorted((a, b) => (expiry(a) < expiry(b) ? -1 : 1));
}

function positionOf(show: Show, lot: LotPlan): Position {
  const place = show.place(lot.place);
  const plan = present(
    products.find(({ code }) => code === lot.product),
    lot.product,
  );
  return { stockroom: show.catalogue.stockroom(place).id, shelf: shelfOf(plan, place), state: 'AVAILABLE' };
}

/** The last day of a batch moves with the demo's today. */
function expiryOf(show: Show, { expiry, lot }: LotPlan): CivilDate | null {
  if (expiry === null || lot === noBatch) return null;
  return show.date(show.branch.timeline.example(expiry));
}

/** Bought at a bit more than half of what it is sold for. */
function costOf({ product }: LotPlan) {
  const plan = present(
    products.find(({ code }) => code === product),
    product,
  );
  return percentOf(money(Math.round(plan.price * 100), 'RUB'), percent(58));
}
