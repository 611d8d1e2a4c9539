import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { aPosition, pharmacy } from '@lapka/shared/testing/builders/stock.ts';
import { baron, batches, cupboards, goods } from '../../testing/clinic-documents.ts';
import { type FixtureClinic, openFixtureClinic, refusalOf } from '../../testing/clinic-fixture.ts';
import { firstOf, tablets } from '../../testing/examples/at-work.ts';

let clinic: FixtureClinic;
beforeEach(async () => {
  clinic = await openFixtureClinic({ documents: cupboards() });
});
afterEach(() => clinic.close());

const product = goods.ketamine.id;
const ketamine = { ...tablets(0.4), product };
const lying = { product: goods.tablets.id, batch: batches.tablets.id, position: aPosition() };

describe('a controlled drug (§7.4)', () => {
  const draw = (witness: Awaited<ReturnType<typeof watch>>['witness'] | null, wasted = 0.1) =>
    clinic.as('U2').do.stock.drawControlled({
      ...clinic.once(),
      goods: ketamine,
      wasted: quantity(wasted),
      pet: baron.id,
      witness,
    });
  const watch = (by: 'U1' | 'U2' | 'U4' = 'U4') => clinic.as(by).do.stock.witness({ ...clinic.once(), product });

  it('is drawn with patient, owner and witness, and each row says what is left', async () => {
    const { witness } = await watch();
    await draw(witness);
    const [journal] = await clinic.as('U1').ask.stock.journal({ product });
    expect(journal).toMatchObject({ lot: 'K1' });
    const rows = journal?.rows ?? [];
    expect(new Map(rows.map(({ what, change }) => [what, change]))).toEqual(
      new Map([
        ['RECEIVE', quantity(42)],
        ['USE', quantity(-0.4)],
        ['WASTE', quantity(-0.1)],
      ]),
    );
    expect([rows[0]?.left, rows.at(-1)?.left]).toEqual([quantity(42), quantity(41.5)]);
    expect(rows[1]).toMatchObject({
      by: { family: 'Орлов' },
      witness: { family: 'Ким' },
      pet: 'Барон',
      owner: { family: 'Волкова' },
    });
  });

  it('needs a witness for what is thrown away, who is somebody else and said so at this desk', async () => {
    expect(await refusalOf(draw(null))).toBe('WITNESS_NEEDED');
    expect(await refusalOf(draw((await watch('U2')).witness))).toBe('WITNESS_IS_ACTOR');
    const { witness } = await watch();
    clinic.clock.advance(10 * 60_000);
    expect(await refusalOf(draw(witness))).toBe('WITNESS_UNKNOWN');
    expect(await refusalOf(draw(null, 0))).toBe('ok');
  });

  it('is not dispensed like any other product, and taken back only by two people', async () => {
    const dispensed = clinic.as('U4').do.stock.dispense({ ...clinic.once(), goods: ketamine, how: 'USE', visit: null });
    expect(await refusalOf(dispensed)).toBe('CONTROLLED_NEEDS_JOURNAL');
    const { movements } = await draw(null, 0);
    const back = { movement: firstOf(movements), reason: 'wrong patient' };
    const alone = clinic.as('U1').do.stock.reverse({ ...clinic.once(), ...back });
    expect(await refusalOf(alone)).toBe('CONTROLLED_NEEDS_JOURNAL');
    const unwatched = clinic.as('U1').do.stock.reverseControlled({ ...clinic.once(), ...back, witness: null });
    expect(await refusalOf(unwatched)).toBe('WITNESS_NEEDED');
  });
});

describe('stock', () => {
  const atHand = async () => {
    const found = await clinic.as('U4').ask.stock.batches({ product: goods.tablets.id });
    return found.map(({ position, quantity: there }) => [position.state, there]);
  };

  it('is never taken below what is there (C-51)', async () => {
    const dispensed = clinic
      .as('U4')
      .do.stock.dispense({ ...clinic.once(), goods: tablets(100.5), how: 'USE', visit: null });
    expect(await refusalOf(dispensed)).toBe('NOT_ENOUGH_STOCK');
    expect(await atHand()).toEqual([['AVAILABLE', quantity(100)]]);
  });

  it('in quarantine is not handed out (R-085)', async () => {
    const put = { ...lying, quantity: quantity(99), state: 'QUARANTINE' as const, reason: 'recall' };
    await clinic.as('U4').do.stock.quarantine({ ...clinic.once(), ...put });
    const two = clinic.as('U4').do.stock.dispense({ ...clinic.once(), goods: tablets(2), how: 'USE', visit: null });
    expect(await refusalOf(two)).toBe('NOT_ENOUGH_STOCK');
    expect(await atHand()).toEqual([
      ['AVAILABLE', quantity(1)],
      ['QUARANTINE', quantity(99)],
    ]);
  });

  it('that was counted is what is in the books: discrepancy = counted − system (R-088)', async () => {
    const { stocktake } = await clinic
      .as('U4')
      .do.stock.startCount({ ...clinic.once(), stockroom: pharmacy, mode: 'FULL', products: [] });
    const counted = await clinic
      .as('U4')
      .do.stock.count({ ...clinic.once(), stocktake, ...lying, counted: quantity(97.5) });
    expect(counted).toMatchObject({ system: quantity(100), discrepancy: quantity(-2.5) });
    await clinic.as('U1').do.stock.finishCount({ ...clinic.once(), stocktake, witness: null });
    expect(await atHand()).toEqual([['AVAILABLE', quantity(97.5)]]);
    const late = clinic.as('U4').do.stock.count({ ...clinic.once(), stocktake, ...lying, counted: quantity(1) });
    expect(await refusalOf(late)).toBe('STOCKTAKE_NOT_RUNNING');
  });

  it('below its minimum and near its end is on the list (R-093)', async () => {
    const alerts = await clinic.as('U4').ask.stock.alerts({});
    expect(alerts.map(({ alert, code, lying: where }) => [alert, code, where?.lot])).toEqual([
      ['LOW', 'C-KET', undefined],
      ['LOW', 'V-RAB', undefined],
      ['NEAR_EXPIRY', 'V-RAB', 'RB2407'],
    ]);
    const levels = await clinic.as('U4').ask.stock.levels({});
    expect(levels.map(({ code, usable, isLow }) => [code, usable, isLow])).toEqual([
      ['AB-AMC', quantity(100), false],
      ['C-KET', quantity(42), true],
      ['V-RAB', quantity(17), true],
    ]);
  });
});
