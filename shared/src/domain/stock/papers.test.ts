import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { aProduct, aSupplier, rub } from '../../testing/builders/catalogue.ts';
import { at, staffId, today } from '../../testing/builders/stamp.ts';
import {
  aBatch,
  aMovement,
  aPosition,
  aReceipt,
  aStock,
  aStockContext,
  aStocktake,
  cabinet,
} from '../../testing/builders/stock.ts';
import { codeOf, given } from '../../testing/given.ts';
import { changeSupplierStatus } from '../catalogue/entry-rules.ts';
import { stockAlerts } from './alerts.ts';
import { dispensingLabel } from './label.ts';
import { levelAt, stockLevels } from './levels.ts';
import { markingQueue, markingSent } from './marking.ts';
import { adjustStock, moveWithin, receiveTransfer, sendStock } from './moving-rules.ts';
import { type Arrival, planReceipt, receiptStatus, receiveStock, stepReceipt } from './receiving-rules.ts';
import { noBatch, type StockEntry, stockEntrySchema } from './stock.ts';
import {
  cancelStocktake,
  completeStocktake,
  countStock,
  standingCounts,
  startStocktake,
  stocktakeStatus,
} from './stocktake-rules.ts';

const context = aStockContext();
const tablets = aProduct();
const a = aBatch('A', '2026-12-31');

const arrival = (rest: Partial<Arrival> = {}): Arrival => ({
  product: tablets,
  lot: ' a ',
  expiry: civilDate('2026-12-31'),
  quantity: quantity(40),
  position: aPosition(),
  cost: rub(40),
  codes: ['0104601234567890'],
  serials: [],
  about: { paper: 'RECEIPT', receipt: aReceipt().id, line: '1' },
  ...rest,
});

describe('receiving goods', () => {
  it('writes batch and movement, and two desks that receive a batch end with one (C-49)', () => {
    const { batch, movement } = given(receiveStock(arrival(), context));
    expect(batch).toMatchObject({ id: a.id, lot: 'A', expiry: '2026-12-31' });
    expect(movement).toMatchObject({ move: { type: 'RECEIVE' }, cost: rub(40), codes: ['0104601234567890'] });
    for (const entry of [batch, movement]) expect(stockEntrySchema.parse(entry)).toEqual(entry);
    expect(given(receiveStock(arrival(), aStockContext({ device: 'DK-B' }))).batch.id).toBe(batch.id);
  });

  it('asks for lot and expiry of medicines, for the numbers of pieces, and for neither of what is counted (C-49)', () => {
    expect(codeOf(receiveStock(arrival({ lot: '' }), context))).toBe('BATCH_MISSING');
    expect(codeOf(receiveStock(arrival({ lot: noBatch }), context))).toBe('BATCH_MISSING');
    expect(codeOf(receiveStock(arrival({ expiry: null }), context))).toBe('EXPIRY_MISSING');
    expect(codeOf(receiveStock(arrival({ quantity: quantity(0) }), context))).toBe('NOTHING_TO_MOVE');
    const syringe = aProduct({ code: 'K-SYR5', sort: 'SUPPLY', tracking: 'NONE' });
    expect(given(receiveStock(arrival({ product: syringe, lot: 'x' }), context)).batch).toMatchObject({
      lot: noBatch,
      expiry: null,
    });
    const blank = aProduct({ code: 'K-PASS', sort: 'SUPPLY', tracking: 'SERIAL' });
    const numbered = (serials: string[]) =>
      codeOf(receiveStock(arrival({ product: blank, expiry: null, quantity: quantity(2), serials }), context));
    expect(numbered(['1'])).toBe('SERIALS_DO_NOT_MATCH');
    expect(numbered(['1', '1'])).toBe('SERIALS_DO_NOT_MATCH');
    expect(numbered(['1', '2'])).toBe('ok');
  });

  it('puts what is expired into quarantine only', () => {
    const old = { expiry: civilDate('2026-11-15') };
    expect(codeOf(receiveStock(arrival(old), context))).toBe('STOCK_BATCH_EXPIRED');
    expect(codeOf(receiveStock(arrival({ ...old, position: aPosition({ state: 'QUARANTINE' }) }), context))).toBe('ok');
  });

  it('are ordered from a supplier that is active, each line once (R-092)', () => {
    const { id, stockroom, date, note, lines } = aReceipt();
    const plan = (supplier = aSupplier(), wanted = lines) =>
      planReceipt({ id, stockroom, date, note, lines: wanted }, supplier, context);
    expect(given(plan())).toMatchObject({ kind: 'RECEIPT', supplier: aSupplier().id, lines });
    expect(stockEntrySchema.safeParse(given(plan())).success).toBe(true);
    expect(codeOf(plan(aSupplier(), []))).toBe('RECEIPT_LINES_UNCLEAR');
    expect(codeOf(plan(aSupplier(), [...lines, ...lines]))).toBe('RECEIPT_LINES_UNCLEAR');
    const suspended = given(changeSupplierStatus(aSupplier(), 'SUSPENDED', context.stamp));
    expect(codeOf(plan(suspended))).toBe('SUPPLIER_NOT_ACTIVE');
    expect(codeOf(plan(given(changeSupplierStatus(suspended, 'ACTIVE', context.stamp))))).toBe('ok');
    const archived = given(changeSupplierStatus(suspended, 'ARCHIVED', context.stamp));
    expect(codeOf(changeSupplierStatus(archived, 'ACTIVE', context.stamp))).toBe('STATUS_CHANGE_REFUSED');
  });

  it('moves a receipt from planned to on its way, partly and completely received, or called off (R-087)', () => {
    const receipt = aReceipt();
    const book: StockEntry[] = [receipt];
    const come = (amount: number, time: string) =>
      book.push(given(receiveStock(arrival({ quantity: quantity(amount) }), aStockContext({ at: at(time) }))).movement);
    expect(receiptStatus(receipt, book)).toBe('PLANNED');
    book.push(given(stepReceipt(receipt, 'IN_TRANSIT', '', book, context)));
    expect(receiptStatus(receipt, book)).toBe('IN_TRANSIT');
    come(40, '11:00');
    expect(receiptStatus(receipt, book)).toBe('RECEIVED_PARTIAL');
    expect(codeOf(stepReceipt(receipt, 'CANCELLED', 'x', book, context))).toBe('STATUS_CHANGE_REFUSED');
    expect(codeOf(stepReceipt(receipt, 'CLOSED', ' ', book, context))).toBe('REASON_MISSING');
    const closed = given(stepReceipt(receipt, 'CLOSED', 'sold out at the supplier', book, context));
    expect(receiptStatus(receipt, [...book, closed])).toBe('RECEIVED_COMPLETED');
    come(60, '12:00');
    expect(receiptStatus(receipt, book)).toBe('RECEIVED_COMPLETED');
    expect(receiptStatus(receipt, [given(stepReceipt(receipt, 'CANCELLED', 'not needed', [], context))])).toBe(
      'CANCELLED',
    );
  });
});

describe('moving stock (R-086)', () => {
  const shelves = aStock([a, 10]);
  const lying = (amount: number) => ({
    product: tablets,
    batch: a.id,
    position: aPosition(),
    quantity: quantity(amount),
  });

  it('puts things on another shelf or into quarantine, never more than there is', () => {
    const quarantined = given(
      moveWithin(lying(4), { shelf: null, state: 'QUARANTINE' }, 'colour changed', shelves, context),
    );
    const levels = stockLevels([...shelves, quarantined]);
    expect(levelAt(levels, a.id, aPosition())).toBe(quantity(6));
    expect(levelAt(levels, a.id, aPosition({ state: 'QUARANTINE' }))).toBe(quantity(4));
    expect(codeOf(moveWithin(lying(10.5), { shelf: 'A-01', state: 'AVAILABLE' }, '', shelves, context))).toBe(
      'NOT_ENOUGH_STOCK',
    );
    expect(codeOf(moveWithin(lying(1), { shelf: null, state: 'AVAILABLE' }, '', shelves, context))).toBe('SAME_PLACE');
    expect(codeOf(moveWithin(lying(0), { shelf: 'A-01', state: 'AVAILABLE' }, '', shelves, context))).toBe(
      'NOTHING_TO_MOVE',
    );
  });

  it('is on its way between stockrooms until somebody has received it (R-089)', () => {
    const transfer = { id: derivedId<'Transfer'>('Transfer', 't'), to: cabinet };
    const sent = given(sendStock(lying(6), transfer, shelves, context));
    expect(codeOf(sendStock(lying(6), { ...transfer, to: aPosition().stockroom }, shelves, context))).toBe(
      'SAME_PLACE',
    );
    const book = [...shelves, sent];
    expect(levelAt(stockLevels(book), a.id, aPosition({ stockroom: cabinet, state: 'IN_TRANSIT' }))).toBe(quantity(6));
    const receive = (amount: number, state: 'AVAILABLE' | 'DAMAGED', entries: StockEntry[]) =>
      receiveTransfer(sent, tablets, { quantity: quantity(amount), shelf: 'B-01', state }, entries, context);
    const whole = given(receive(5, 'AVAILABLE', book));
    const broken = given(receive(1, 'DAMAGED', [...book, whole]));
    const levels = stockLevels([...book, whole, broken]);
    expect(levelAt(levels, a.id, aPosition({ stockroom: cabinet, shelf: 'B-01' }))).toBe(quantity(5));
    expect(levelAt(levels, a.id, aPosition({ stockroom: cabinet, shelf: 'B-01', state: 'DAMAGED' }))).toBe(quantity(1));
    expect(codeOf(receive(1, 'AVAILABLE', [...book, whole, broken]))).toBe('NOT_ENOUGH_STOCK');
    expect(
      codeOf(
        receiveTransfer(
          aMovement(),
          tablets,
          { quantity: quantity(1), shelf: null, state: 'AVAILABLE' },
          book,
          context,
        ),
      ),
    ).toBe('NOT_A_TRANSFER');
  });

  it('is set right with a reason, and with a second person for controlled drugs', () => {
    const adjust = (change: number, reason = 'broken', product = tablets, witness: string | null = null) =>
      adjustStock(
        { product, batch: a.id, position: aPosition() },
        quantity(change),
        { reason, witness: witness === null ? null : staffId(witness) },
        shelves,
        context,
      );
    expect(given(adjust(-2)).move).toMatchObject({ type: 'ADJUSTMENT_OUT', reason: 'broken' });
    expect(given(adjust(2, 'found')).move).toMatchObject({ type: 'ADJUSTMENT_IN' });
    expect(codeOf(adjust(-11))).toBe('NOT_ENOUGH_STOCK');
    expect(codeOf(adjust(0))).toBe('NOTHING_TO_MOVE');
    expect(codeOf(adjust(-1, ''))).toBe('REASON_MISSING');
    const controlled = aProduct({ controlled: true });
    expect(codeOf(adjust(-1, 'broken', controlled))).toBe('WITNESS_NEEDED');
    expect(given(adjust(-1, 'broken', controlled, 'U4')).control).toMatchObject({
      controlled: 'YES',
      witness: staffId('U4'),
    });
  });
});

describe('a stocktake (R-088)', () => {
  const b = aBatch('B');
  const shelves = aStock([a, 10], [b, 20]);
  const stocktake = aStocktake();
  const count = (entries: StockEntry[], batch: typeof a, counted: number, time = '11:00') =>
    countStock(
      stocktake,
      {
        id: derivedId('Count', batch.lot, time),
        product: tablets.id,
        batch: batch.id,
        position: aPosition(),
        counted: quantity(counted),
      },
      entries,
      aStockContext({ at: at(time) }),
    );

  it('compares what was counted with the books: discrepancy = counted − system, and corrects them', () => {
    const book = [...shelves, given(startStocktake(stocktake, shelves, context))];
    expect(codeOf(startStocktake(stocktake, book, context))).toBe('STATUS_CHANGE_REFUSED');
    book.push(given(count(book, a, 8)), given(count(book, b, 21)));
    expect(book.at(-2)).toMatchObject({ system: quantity(10), counted: quantity(8), discrepancy: quantity(-2) });
    const sold = aMovement({
      name: 'sold',
      quantity: quantity(3),
      move: { type: 'DISPENSE', from: aPosition() },
      batch: a.id,
    });
    book.push(sold);
    const { step, adjustments } = given(completeStocktake(stocktake, [tablets], null, book, context));
    expect(adjustments.map(({ move, quantity: amount }) => `${move.type} ${amount / 1000}`).toSorted()).toEqual([
      'ADJUSTMENT_IN 1',
      'ADJUSTMENT_OUT 2',
    ]);
    const done = [...book, step, ...adjustments];
    expect(levelAt(stockLevels(done), a.id, aPosition())).toBe(quantity(5));
    expect(stocktakeStatus(stocktake, done)).toBe('COMPLETED');
    expect(codeOf(completeStocktake(stocktake, [tablets], null, done, context))).toBe('STOCKTAKE_NOT_RUNNING');
    for (const entry of done) expect(stockEntrySchema.parse(entry)).toEqual(entry);
    const twin = given(completeStocktake(stocktake, [tablets], null, book, aStockContext({ device: 'DK-B' })));
    expect(twin.adjustments.map(({ id }) => id)).toEqual(adjustments.map(({ id }) => id));
  });

  it('keeps the later of two counts of the same batch, and asks for no correction where all is right', () => {
    const book = [...shelves, given(startStocktake(stocktake, shelves, context))];
    book.push(given(count(book, a, 8, '11:00')), given(count(book, a, 10, '11:30')));
    expect(standingCounts(stocktake, book.toReversed()).map(({ counted }) => counted)).toEqual([quantity(10)]);
    expect(given(completeStocktake(stocktake, [tablets], null, book, context)).adjustments).toEqual([]);
  });

  it('counts only what it is about, while it runs, and nothing below zero', () => {
    expect(codeOf(count(shelves, a, 8))).toBe('STOCKTAKE_NOT_RUNNING');
    const cycle = aStocktake({ mode: 'CYCLE_COUNT', products: [aProduct({ code: 'N-PRED' }).id] });
    const book = [...shelves, given(startStocktake(cycle, shelves, context))];
    const request = {
      id: derivedId<'Count'>('Count', 'x'),
      product: tablets.id,
      batch: a.id,
      position: aPosition(),
      counted: quantity(1),
    };
    expect(codeOf(countStock(cycle, request, book, context))).toBe('NOT_PART_OF_STOCKTAKE');
    expect(codeOf(count(book, a, -1))).toBe('NEGATIVE_COUNT');
  });

  it('can be cancelled with a reason until it is completed', () => {
    expect(codeOf(cancelStocktake(stocktake, '', shelves, context))).toBe('REASON_MISSING');
    const cancelled = given(cancelStocktake(stocktake, 'clinic closes early', shelves, context));
    expect(stocktakeStatus(stocktake, [cancelled])).toBe('CANCELLED');
    expect(codeOf(cancelStocktake(stocktake, 'again', [cancelled], context))).toBe('STATUS_CHANGE_REFUSED');
  });

  it('of a controlled drug needs a second person where it does not agree', () => {
    const controlled = aProduct({ controlled: true });
    const book = [...shelves, given(startStocktake(stocktake, shelves, context))];
    book.push(given(count(book, a, 8)));
    expect(codeOf(completeStocktake(stocktake, [controlled], null, book, context))).toBe('WITNESS_NEEDED');
    expect(codeOf(completeStocktake(stocktake, [controlled], staffId('U4'), book, context))).toBe('ok');
  });
});

describe('stock alerts (R-093)', () => {
  it('name what is low, near its end, expired outside quarantine, and below zero', () => {
    const [soon, late, old, minus] = [
      aBatch('S', '2027-01-15'),
      aBatch('L', '2027-01-16'),
      aBatch('O', '2026-11-15'),
      aBatch('M'),
    ];
    const entries = [
      ...aStock([soon, 30], [late, 30], [old, 500], [aBatch('Q', '2026-10-31'), 500, { state: 'QUARANTINE' }]),
      aMovement({ name: 'minus', batch: minus.id, move: { type: 'USE', from: aPosition() }, quantity: quantity(1) }),
    ];
    const batches = [soon, late, old, minus, aBatch('Q', '2026-10-31')];
    const alerts = stockAlerts([tablets], batches, stockLevels(entries), today);
    expect(alerts).toHaveLength(4);
    expect(alerts[0]).toEqual({ alert: 'LOW', product: tablets.id, usable: quantity(60), minimum: quantity(100) });
    expect(alerts.slice(1)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ alert: 'NEAR_EXPIRY', expiry: '2027-01-15' }),
        expect.objectContaining({ alert: 'EXPIRED', expiry: '2026-11-15' }),
        expect.objectContaining({ alert: 'NEGATIVE' }),
      ]),
    );
    expect(stockAlerts([aProduct({ minimum: quantity(60) })], batches, stockLevels(aStock([late, 60])), today)).toEqual(
      [],
    );
  });
});

describe('a dispensing label (§7.4)', () => {
  it('has every field, in the language of the owner, and leaves empty what the product does not say', () => {
    const product = aProduct({
      name: { ru: 'Амоксициллин', en: 'Amoxicillin' },
      label: {
        ...tablets.label,
        strength: '250 mg',
        form: 'tablet',
        warnings: ['Give with food'],
        storage: 'below 25 °C',
      },
    });
    const facts = {
      clinic: { name: 'Paw & Tail', address: '12 Embankment St.', phone: '+7 000 555-00-00' },
      vet: 'Mikhail Orlov',
      owner: 'Irina Volkova',
      pet: { name: 'Baron', species: 'dog' },
      date: today,
      product,
      batches: [
        { batch: a, quantity: quantity(10) },
        { batch: aBatch('B'), quantity: quantity(4.5) },
      ],
      directions: '1 tablet by mouth, twice a day, 7 days',
    };
    expect(dispensingLabel(facts, 'en')).toEqual({
      clinic: 'Paw & Tail, 12 Embankment St., +7 000 555-00-00',
      vet: 'Mikhail Orlov',
      date: '2026-11-16',
      owner: 'Irina Volkova',
      patient: 'Baron (dog)',
      medicine: 'Amoxicillin, 250 mg, tablet',
      quantity: '14.5',
      directions: '1 tablet by mouth, twice a day, 7 days',
      warnings: ['For animal treatment only', 'Keep out of reach of children', 'Give with food'],
      withdrawal: '',
      batches: ['A / 2026-12-31', 'B / 2027-06-30'],
      storage: 'below 25 °C',
    });
    expect(dispensingLabel(facts, 'ru')).toMatchObject({
      medicine: 'Амоксициллин, 250 mg, tablet',
      quantity: '14,5',
      warnings: ['Только для животных', 'Хранить в недоступном для детей месте', 'Give with food'],
    });
  });
});

describe('marked packs (§7.4)', () => {
  it('are queued when they are used until the marking system was told, in order', () => {
    const used = (name: string, time: string) =>
      aMovement({
        name,
        codes: ['0104601234567890'],
        move: { type: 'USE', from: aPosition() },
        created: aStockContext({ at: at(time) }).stamp,
      });
    const [first, second] = [used('1', '10:00'), used('2', '11:00')];
    const book: StockEntry[] = [
      second,
      first,
      aMovement({ codes: ['x'] }),
      aMovement({ name: 'plain', move: { type: 'USE', from: aPosition() } }),
    ];
    expect(markingQueue(book)).toEqual([first, second]);
    const told = markingSent(first, 'accepted', context);
    expect(stockEntrySchema.parse(told)).toEqual(told);
    expect(markingQueue([...book, told])).toEqual([second]);
  });
});
