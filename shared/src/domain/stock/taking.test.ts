import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { ofThousandths, quantity } from '../../base/quantity.ts';
import { aProduct, rub } from '../../testing/builders/catalogue.ts';
import { clientId } from '../../testing/builders/ledger.ts';
import { at, staffId } from '../../testing/builders/stamp.ts';
import {
  aBatch,
  aMovement,
  aPosition,
  aStock,
  aStockContext,
  cabinet,
  pharmacy,
} from '../../testing/builders/stock.ts';
import { codeOf, given } from '../../testing/given.ts';
import type { Product } from '../catalogue/catalogue.ts';
import { checkStep, inBaseUnits } from '../catalogue/product-rules.ts';
import { drawControlled } from './controlled-rules.ts';
import { stockroomFor } from './fefo.ts';
import { controlledJournal } from './journal.ts';
import { levelAt, stockLevels } from './levels.ts';
import { reverseMovement } from './reversal-rules.ts';
import { type StockEntry, stockEntrySchema } from './stock.ts';
import { takeStock, type TakeRequest } from './taking-rules.ts';

const context = aStockContext();

function take(amount: number, entries: readonly StockEntry[], rest: Partial<TakeRequest> = {}) {
  const request: TakeRequest = {
    how: 'DISPENSE',
    product: aProduct(),
    quantity: quantity(amount),
    stockroom: pharmacy,
    batch: null,
    about: { paper: 'NONE' },
    cost: null,
    price: rub(62),
    codes: [],
    serials: [],
    ...rest,
  };
  return takeStock(request, entries, context);
}

const lotsOf = (entries: readonly StockEntry[], result: ReturnType<typeof take>) =>
  given(result).map((movement) => {
    const batch = entries.find(({ id }) => id === movement.batch);
    return [batch?.kind === 'BATCH' ? batch.lot : '?', movement.quantity / 1000];
  });

describe('taking from stock', () => {
  const [a, b, z] = [aBatch('A', '2026-12-31'), aBatch('B', '2027-06-30'), aBatch('Z', '2026-10-31')];
  const shelves = aStock([b, 100], [a, 10], [z, 30, { state: 'QUARANTINE' }]);

  it('takes what expires first, over several batches, and never what is in quarantine', () => {
    expect(lotsOf(shelves, take(4, shelves))).toEqual([['A', 4]]);
    expect(lotsOf(shelves, take(14, shelves))).toEqual([
      ['A', 10],
      ['B', 4],
    ]);
    expect(lotsOf(shelves, take(110, shelves))).toEqual([
      ['A', 10],
      ['B', 100],
    ]);
    expect(take(110.5, shelves)).toMatchObject({
      error: { code: 'NOT_ENOUGH_STOCK', details: { available: '110', wanted: '110.5' } },
    });
  });

  it('takes the dose of story 1 from RB2407, which then holds 4, and leaves RB2411 at 12', () => {
    const vaccine = aProduct({ code: 'V-RAB', sort: 'VACCINE', unit: 'DOSE', step: quantity(1) });
    const [early, late] = [aBatch('RB2407', '2026-12-31', vaccine), aBatch('RB2411', '2027-03-31', vaccine)];
    const fridge = aStock([late, 12], [early, 5]);
    const used = given(take(1, fridge, { how: 'USE', product: vaccine }));
    const levels = stockLevels([...fridge, ...used]);
    expect(levelAt(levels, early.id, aPosition())).toBe(quantity(4));
    expect(levelAt(levels, late.id, aPosition())).toBe(quantity(12));
    expect(used[0]).toMatchObject({ move: { type: 'USE' }, price: rub(62) });
    expect(stockEntrySchema.parse(used[0])).toEqual(used[0]);
  });

  it('uses a batch through its last day, and refuses it the day after', () => {
    const last = aStock([aBatch('T', '2026-11-16'), 5]);
    expect(codeOf(take(1, last))).toBe('ok');
    const over = aStock([aBatch('Y', '2026-11-15'), 5]);
    expect(codeOf(take(1, over))).toBe('NOT_ENOUGH_STOCK');
    expect(take(1, over, { batch: aBatch('Y', '2026-11-15').id })).toMatchObject({
      error: { code: 'STOCK_BATCH_EXPIRED', details: { lot: 'Y', expiry: '2026-11-15' } },
    });
  });

  it('takes the batch somebody scanned, and no other', () => {
    expect(lotsOf(shelves, take(4, shelves, { batch: b.id }))).toEqual([['B', 4]]);
    expect(codeOf(take(11, shelves, { batch: a.id }))).toBe('NOT_ENOUGH_STOCK');
    expect(codeOf(take(1, shelves, { batch: z.id }))).toBe('STOCK_BATCH_EXPIRED');
  });

  it('stays in its stockroom, and leaves alone what is reserved, damaged or on its way (R-085)', () => {
    const elsewhere = aStock(
      [a, 1, { stockroom: cabinet }],
      [a, 2, { state: 'RESERVED' }],
      [a, 3, { state: 'DAMAGED' }],
      [a, 4, { state: 'IN_TRANSIT' }],
      [a, 5, { shelf: 'A-01' }],
    );
    expect(codeOf(take(5, elsewhere))).toBe('ok');
    expect(codeOf(take(5.5, elsewhere))).toBe('NOT_ENOUGH_STOCK');
  });

  it('comes from the stockroom that holds all of it, the first expiring one of several', () => {
    const here = aStock([b, 10], [a, 3, { stockroom: cabinet }]);
    const where = (amount: number, batch: typeof a | null = null, rooms = [pharmacy, cabinet]) =>
      stockroomFor(
        stockLevels(here),
        [a, b],
        { quantity: quantity(amount), today: context.date, batch: batch?.id ?? null },
        rooms,
      );
    expect(where(2)).toBe(cabinet);
    expect(where(4)).toBe(pharmacy);
    expect(where(40)).toBe(cabinet);
    expect(where(2, b)).toBe(pharmacy);
    expect(where(1, z)).toBeUndefined();
    expect(where(1, a, [pharmacy])).toBeUndefined();
  });

  it('hands out in parts the product can be split in, and counts packs in base units (C-50)', () => {
    expect(codeOf(take(0.5, shelves))).toBe('ok');
    expect(codeOf(take(0.3, shelves))).toBe('NOT_A_STEP');
    expect(codeOf(take(0, shelves))).toBe('NOT_A_STEP');
    const boxed = aProduct({
      packs: [{ code: 'BOX', name: { ru: 'Коробка', en: 'Box' }, units: quantity(30), barcodes: [], active: true }],
    });
    expect(given(inBaseUnits(boxed, 'BOX', quantity(1.5)))).toBe(quantity(45));
    expect(given(inBaseUnits(boxed, null, quantity(2)))).toBe(quantity(2));
    expect(codeOf(inBaseUnits(boxed, 'CRATE', quantity(1)))).toBe('PACK_UNKNOWN');
    expect(codeOf(inBaseUnits(boxed, 'BOX', quantity(10_000)))).toBe('AMOUNT_TOO_LARGE');
  });

  it('takes pieces with numbers by their numbers, each once', () => {
    const blank = aProduct({ code: 'K-PASS', sort: 'SUPPLY', tracking: 'SERIAL', step: quantity(1), unit: 'PIECE' });
    const box = aStock([aBatch('BOX1', null, blank), 10]);
    expect(codeOf(take(2, box, { product: blank, serials: ['0001', '0001'] }))).toBe('SERIALS_DO_NOT_MATCH');
    expect(given(take(2, box, { product: blank, serials: ['0001', '0002'] }))[0]?.serials).toEqual(['0001', '0002']);
  });

  it('never takes more than there is, nor anything out of turn, whatever lies on the shelves', () => {
    const batches = ['2026-11-15', '2026-11-16', '2027-01-31', '2027-02-28', null].map((expiry, index) =>
      aBatch(`L${index}`, expiry),
    );
    const piles = fc.array(fc.record({ batch: fc.constantFrom(...batches), halves: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 10,
    });
    fc.assert(
      fc.property(piles, fc.integer({ min: 1, max: 120 }), (lying, halves) => {
        const entries = aStock(...lying.map(({ batch, halves: each }) => [batch, each / 2] as const));
        const usable = lying
          .filter(({ batch }) => batch.expiry !== '2026-11-15')
          .reduce((all, pile) => all + pile.halves, 0);
        const taken = take(halves / 2, entries);
        expect(taken.ok).toBe(halves <= usable);
        if (!taken.ok) return;
        expect(taken.value.reduce((all, movement) => all + movement.quantity, 0)).toBe(halves * 500);
        const after = stockLevels([...entries, ...taken.value]);
        expect(after.every((level) => level.quantity > 0)).toBe(true);
        const touched = taken.value.map(
          (movement) => batches.find(({ id }) => id === movement.batch)?.expiry ?? '9999',
        );
        expect(touched).toEqual(touched.toSorted());
        const left = after.find(({ batch }) => batch === taken.value[0]?.batch);
        expect(taken.value.length === 1 || left === undefined).toBe(true);
      }),
    );
  });
});

describe('controlled drugs (§7.4)', () => {
  const ketamine = aProduct({ code: 'C-KET', controlled: true, unit: 'ML', step: quantity(0.1) });
  const k1 = aBatch('K1', '2027-06-30', ketamine);
  const safe = aStock([k1, 42]);
  const request = (amount: number, product: Product = ketamine): TakeRequest => ({
    how: 'USE',
    product,
    quantity: quantity(amount),
    stockroom: pharmacy,
    batch: null,
    about: { paper: 'RECORD', record: derivedId('Record', 'visit') },
    cost: null,
    price: null,
    codes: [],
    serials: [],
  });
  const draw = (used: number, wasted: number, witness: string | null = 'U4', entries = safe) =>
    drawControlled(
      {
        take: request(used),
        wasted: quantity(wasted),
        pet: derivedId('Pet', 'Baron'),
        client: clientId('Volkova'),
        witness: witness === null ? null : staffId(witness),
      },
      entries,
      context,
    );

  it('are refused on the ordinary way', () => {
    expect(codeOf(takeStock(request(1), safe, context))).toBe('CONTROLLED_NEEDS_JOURNAL');
  });

  it('are drawn for a patient, with what was used and what was thrown away as two rows', () => {
    const rows = given(draw(1.2, 0.8));
    expect(rows.map(({ move, quantity: amount }) => [move.type, amount / 1000])).toEqual([
      ['USE', 1.2],
      ['WASTE', 0.8],
    ]);
    expect(rows[1]).toMatchObject({
      control: {
        controlled: 'YES',
        pet: derivedId('Pet', 'Baron'),
        client: clientId('Volkova'),
        witness: staffId('U4'),
      },
    });
    for (const row of rows) expect(stockEntrySchema.parse(row)).toEqual(row);
    expect(controlledJournal(k1.id, [...safe, ...rows]).map(({ left }) => left)).toContain(quantity(40));
    expect(controlledJournal(k1.id, [...safe, rows[0]!])).toMatchObject([
      { change: quantity(42), left: quantity(42) },
      { change: quantity(-1.2), left: quantity(40.8) },
    ]);
  });

  it('need a witness for waste, and nobody is a witness of oneself', () => {
    expect(codeOf(draw(1, 0, null))).toBe('ok');
    expect(codeOf(draw(1, 0.1, null))).toBe('WITNESS_NEEDED');
    expect(codeOf(draw(1, 0.1, 'U5'))).toBe('WITNESS_IS_ACTOR');
    expect(
      codeOf(
        drawControlled(
          { take: request(1), wasted: quantity(0), pet: null, client: null, witness: null },
          safe,
          context,
        ),
      ),
    ).toBe('PATIENT_NEEDED');
    expect(codeOf(draw(41.9, 0.2))).toBe('NOT_ENOUGH_STOCK');
  });

  it('are taken back by two people, once, and never edited', () => {
    const [used] = given(draw(1.2, 0));
    const book = [...safe, used!];
    const back = (witness: string | null, entries: readonly StockEntry[] = book) =>
      reverseMovement(
        used!,
        { reason: 'wrong patient', witness: witness === null ? null : staffId(witness) },
        entries,
        aStockContext({ at: at('10:30') }),
      );
    expect(codeOf(back(null))).toBe('WITNESS_NEEDED');
    expect(codeOf(back('U5'))).toBe('WITNESS_IS_ACTOR');
    const reversal = given(back('U4'));
    expect(stockEntrySchema.parse(reversal)).toEqual(reversal);
    expect(reversal.move).toMatchObject({ type: 'REVERSAL', reverses: used!.id, to: aPosition(), from: null });
    expect(levelAt(stockLevels([...book, reversal]), k1.id, aPosition())).toBe(quantity(42));
    expect(codeOf(back('U4', [...book, reversal]))).toBe('ALREADY_REVERSED');
    expect(controlledJournal(k1.id, [...book, reversal]).at(-1)?.left).toBe(quantity(42));
  });
});

describe('taking back', () => {
  it('needs a reason, and what it would take away must still be there', () => {
    const received = aMovement();
    const sold = aMovement({ name: 'sold', quantity: quantity(4), move: { type: 'DISPENSE', from: aPosition() } });
    const back = (reason: string, entries: StockEntry[]) =>
      codeOf(reverseMovement(received, { reason, witness: null }, entries, context));
    expect(back(' ', [received])).toBe('REASON_MISSING');
    expect(back('wrong pack', [received])).toBe('ok');
    expect(back('wrong pack', [received, sold])).toBe('NOT_ENOUGH_STOCK');
  });
});

describe('levels', () => {
  it('are the sum of the movements and nothing else (C-48)', () => {
    const moves = fc.array(
      fc.record({
        amount: fc.integer({ min: 1, max: 10_000 }),
        out: fc.boolean(),
        shelf: fc.constantFrom(null, 'A-01'),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(moves, (wanted) => {
        const entries = wanted.map(({ amount, out, shelf }, index) =>
          aMovement({
            name: String(index),
            quantity: ofThousandths(amount),
            move: out ? { type: 'USE', from: aPosition({ shelf }) } : { type: 'RECEIVE', to: aPosition({ shelf }) },
          }),
        );
        const expected = wanted.reduce((all, { amount, out }) => all + (out ? -amount : amount), 0);
        expect(stockLevels(entries).reduce((all, level) => all + level.quantity, 0)).toBe(expected);
        expect(stockLevels(entries.toReversed())).toEqual(stockLevels(entries));
      }),
    );
  });

  it('stay a quantity whatever a poisoned history holds', () => {
    const huge = Array.from({ length: 30 }, (_, index) =>
      aMovement({ name: String(index), quantity: ofThousandths(100_000_000) }),
    );
    expect(stockLevels(huge)[0]?.quantity).toBe(1_000_000_000);
    expect(codeOf(checkStep(aProduct(), ofThousandths(1)))).toBe('NOT_A_STEP');
  });
});
