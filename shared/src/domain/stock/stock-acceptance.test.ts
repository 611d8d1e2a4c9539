import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId, type Id } from '../../base/id.ts';
import { ofThousandths, quantity } from '../../base/quantity.ts';
import { mapOk, type Result } from '../../base/result.ts';
import { aProduct } from '../../testing/builders/catalogue.ts';
import { at, today } from '../../testing/builders/stamp.ts';
import {
  aBatch,
  aMovement,
  aPosition,
  aReceipt,
  aStock,
  aStockContext,
  aStocktake,
} from '../../testing/builders/stock.ts';
import { given } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { MeetingPlace } from '../../testing/meeting-place.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { mergeAppended } from '../append-only.ts';
import { collectionKey } from '../collection-key.ts';
import type { Task } from '../inbox/task.ts';
import { levelAt, stockLevels } from './levels.ts';
import { adjustStock, moveWithin } from './moving-rules.ts';
import { entriesOfBatch, entriesOfPaper, entriesOfProduct } from './reading.ts';
import { receiveStock, stepReceipt } from './receiving-rules.ts';
import { reverseMovement } from './reversal-rules.ts';
import { stockCollection } from './stock-collection.ts';
import { createBatch } from './stock-context.ts';
import { type Movement, stock, type StockEntry, stockEntrySchema } from './stock.ts';
import { cancelStocktake } from './stocktake-rules.ts';

const inbox = collectionKey<Task>('inbox');
const batch = aBatch('A');
const made = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id<'Movement'>;
const use = (number: number, amount: number, given: Partial<Movement> = {}) =>
  aMovement({ id: made(number), quantity: quantity(amount), move: { type: 'USE', from: aPosition() }, ...given });

function shelvesWith(amount: number): MeetingPlace {
  const place = new MeetingPlace(stockCollection);
  for (const entry of aStock([batch, amount])) place.push(stock, entry);
  return place;
}

describe('stock that two desks take at once (C-51)', () => {
  it('is kept below zero, never hidden, with one task for batch, place and day', () => {
    const place = shelvesWith(5);
    expect(place.push(stock, use(1, 4)).kind).toBe('accept');
    expect(place.push(stock, use(2, 3), undefined, 'DK-B')).toMatchObject({
      kind: 'park',
      reason: 'STOCK_CONFLICT',
      document: use(2, 3),
    });
    expect(place.push(stock, use(3, 1)).kind).toBe('park');
    expect(place.all(inbox)).toMatchObject([
      {
        task: 'STOCK_CONFLICT',
        subject: { collection: 'stock', id: batch.id },
        details: { batch: batch.id, state: 'AVAILABLE' },
      },
    ]);
    expect(levelAt(stockLevels(entriesOfBatch(place.world(), batch.id)), batch.id, aPosition())).toBe(quantity(-3));
    expect(place.push(stock, use(4, 1, { move: { type: 'USE', from: aPosition({ shelf: 'A-01' }) } })).kind).toBe(
      'park',
    );
    expect(place.all(inbox)).toHaveLength(2);
  });

  it('keeps every movement, and has a task whenever something ends below zero, in whatever order they arrive', () => {
    const moves = fc.array(fc.record({ amount: fc.integer({ min: 1, max: 3_000 }), out: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(moves, (wanted) => {
        const place = new MeetingPlace(stockCollection);
        for (const [index, { amount, out }] of wanted.entries()) {
          const move = out
            ? { type: 'USE' as const, from: aPosition() }
            : { type: 'RECEIVE' as const, to: aPosition() };
          place.push(stock, aMovement({ id: made(index), quantity: ofThousandths(amount), move }));
        }
        expect(place.all(stock)).toHaveLength(wanted.length);
        const [level] = stockLevels(place.all(stock));
        expect(place.all(inbox).length > 0 || (level?.quantity ?? 0) >= 0).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an entry of stock', () => {
  it('is written once, and cannot be changed (C-48)', () => {
    const place = shelvesWith(5);
    place.push(stock, use(1, 1));
    expect(place.push(stock, use(1, 1))).toEqual({ kind: 'accept' });
    expect(place.push(stock, use(1, 2), use(1, 1))).toEqual({ kind: 'refuse', reason: 'ENTRY_IS_WRITTEN' });
  });

  it('is one when two desks receive the same batch, each for itself (C-49)', () => {
    const place = new MeetingPlace(stockCollection);
    const batches = ['DK-A', 'DK-B'].map((device) =>
      createBatch(aProduct().id, { lot: 'A', expiry: batch.expiry }, aStockContext({ device })),
    );
    expect(batches.map((each) => place.push(stock, each).kind)).toEqual(['accept', 'merge']);
    expect(place.all(stock)).toEqual([batches[0]]);
  });

  it('is found by product, batch and the paper it belongs to', () => {
    const place = shelvesWith(5);
    const about = { paper: 'RECEIPT' as const, receipt: aReceipt().id, line: '1' };
    const product = aProduct();
    const arrival = {
      product,
      lot: 'B',
      expiry: today,
      quantity: quantity(1),
      position: aPosition(),
      cost: null,
      codes: ['0104601234567890'],
      serials: [],
      about,
    };
    const { batch: second, movement } = given(receiveStock(arrival, aStockContext({ at: at('11:00') })));
    for (const entry of [aReceipt(), second, movement, aStocktake()]) place.push(stock, entry);
    expect(
      entriesOfPaper(place.world(), aReceipt().id)
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['MOVEMENT', 'RECEIPT']);
    expect(entriesOfBatch(place.world(), second.id)).toHaveLength(2);
    expect(entriesOfProduct(place.world(), product.id)).toHaveLength(4);
    expect(place.world().byKey(stock, 'code', '0104601234567890')).toEqual([movement]);
    expect(place.world().byKey(stock, 'lot', 'B')).toEqual([second]);
    expect(stockCollection.searchEntry(second)).toMatchObject({ codes: ['B'] });
  });
});

const someone = fc.record({
  device: fc.constantFrom('DK-A', 'DK-B', 'VT-1'),
  minute: fc.integer({ min: 10, max: 59 }),
});
describeMergeLaws('entries of stock', {
  merge: mergeAppended,
  changes: someone.map(({ device, minute }): StockEntry =>
    createBatch(aProduct().id, { lot: 'A', expiry: null }, aStockContext({ device, at: at(`10:${minute}`) })),
  ),
  bases: [undefined],
  schema: stockEntrySchema,
});

describe('hostile entries of stock', () => {
  it('never leave a rule: whatever somebody types, the answer can be stored or is a coded refusal', () => {
    const storable = (entry: StockEntry): StockEntry => stockEntrySchema.parse(entry);
    const product = aProduct();
    const shelves = aStock([batch, 10]);
    const lying = { product, batch: batch.id, position: aPosition(), quantity: quantity(1) };
    const arrival = {
      product,
      expiry: today,
      quantity: quantity(1),
      position: aPosition(),
      cost: null,
      codes: [],
      serials: [],
      about: { paper: 'NONE' as const },
    };
    const context = aStockContext();
    const rules: ((text: string) => Result<StockEntry, unknown>)[] = [
      (text) => mapOk(receiveStock({ ...arrival, lot: text }, context), ({ batch: received }) => received),
      (text) => stepReceipt(aReceipt(), 'CANCELLED', text, [], context),
      (text) => cancelStocktake(aStocktake(), text, [], context),
      (text) => reverseMovement(aMovement(), { reason: text, witness: null }, [aMovement()], context),
      (text) => adjustStock(lying, quantity(-1), { reason: text, witness: null }, shelves, context),
      (text) => moveWithin(lying, { shelf: null, state: 'QUARANTINE' }, text, shelves, context),
    ];
    for (const rule of rules) expectRuleWithstands((text) => mapOk(rule(text), storable), 40);
  });

  it('are refused by the schema within 50 ms, never thrown about', () => {
    const count: StockEntry = {
      id: derivedId('Count', 'c'),
      kind: 'COUNT',
      stocktake: aStocktake().id,
      date: today,
      product: aProduct().id,
      batch: batch.id,
      position: aPosition(),
      system: quantity(1),
      counted: quantity(2),
      discrepancy: quantity(1),
      v: 1,
      created: batch.created,
      changed: batch.changed,
    };
    const goods: StockEntry[] = [batch, aMovement({ serials: ['1'], codes: ['2'] }), aReceipt(), aStocktake(), count];
    for (const good of goods) expectSchemaWithstands(stockEntrySchema, good, 40);
  });
});
