import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { aStockroom, aSupplier } from '@lapka/shared/testing/builders/catalogue.ts';
import { aMovement, aPosition, aReceipt, cabinet, pharmacy } from '@lapka/shared/testing/builders/stock.ts';
import { baron, batches, cupboards, goods, L1, L2 } from '../clinic-documents.ts';
import type { FixtureClinic } from '../clinic-fixture.ts';
import type { ExamplesOf } from '../command-example.ts';
import { atWork, firstOf, kept, tablets, todaysVisit } from './at-work.ts';

const target = { location: L1 };
const product = goods.tablets.id;
const batch = batches.tablets.id;
const position = aPosition();
const lying = { product, batch, position };
const given = { ...cupboards(), catalogue: [aStockroom({ id: cabinet, code: 'CABINET', location: L2 })] };
const receipt = aReceipt({ supplier: aSupplier().id });
const underway = { stockroom: pharmacy, shelf: null, state: 'IN_TRANSIT' as const };
/** Ten tablets that L2 has sent to L1. */
const sent = aMovement({
  name: 'sent',
  batch,
  move: { type: 'TRANSFER', from: aPosition({ stockroom: cabinet }), to: underway, reason: '' },
  about: { paper: 'TRANSFER', transfer: derivedId('Transfer', 'sent') },
});
const ketamine = { ...tablets(0.4), product: goods.ketamine.id };

const watched = kept((clinic) => clinic.as('U4').do.stock.witness({ ...clinic.once(), product: goods.ketamine.id }));
const drawn = kept(async (clinic) => {
  const { witness } = await clinic.as('U4').do.stock.witness({ ...clinic.once(), product: goods.ketamine.id });
  const draw = { goods: ketamine, wasted: quantity(0.1), pet: baron.id, witness };
  const { movements } = await clinic.as('U2').do.stock.drawControlled({ ...clinic.once(), ...draw });
  return { witness, movements };
});
const dispensed = kept((clinic) =>
  clinic.as('U4').do.stock.dispense({ ...clinic.once(), goods: tablets(2), how: 'USE', visit: null }),
);
const counting = kept((clinic: FixtureClinic) =>
  clinic.as('U4').do.stock.startCount({
    ...clinic.once(),
    stockroom: pharmacy,
    mode: 'CYCLE_COUNT',
    products: [product],
  }),
);
const counted = kept(async (clinic: FixtureClinic) => {
  await counting.first(clinic);
  const { stocktake } = counting.in(clinic);
  await clinic.as('U4').do.stock.count({ ...clinic.once(), stocktake, ...lying, counted: quantity(97.5) });
  return { stocktake };
});

export const stockExamples: ExamplesOf<'stock'> = {
  order: {
    by: 'U4',
    target,
    writes: ['stock'],
    call: (bridge, once) => {
      const { supplier, stockroom, date, note, lines } = receipt;
      return bridge.do.stock.order({ ...once, supplier, stockroom, date, note, lines });
    },
  },
  stepOrder: {
    by: 'U4',
    target,
    given: { stock: [receipt] },
    writes: ['stock'],
    call: (bridge, once) => bridge.do.stock.stepOrder({ ...once, receipt: receipt.id, step: 'IN_TRANSIT', reason: '' }),
  },
  receive: {
    by: 'U4',
    target,
    given: { stock: [receipt] },
    writes: ['stock'],
    call: (bridge, once) =>
      bridge.do.stock.receive({
        ...once,
        stockroom: pharmacy,
        receipt: receipt.id,
        arrivals: [
          {
            product,
            pack: null,
            count: quantity(100),
            lot: 'B',
            expiry: civilDate('2027-09-30'),
            shelf: 'A-01',
            state: 'AVAILABLE',
            cost: null,
            codes: [],
            serials: [],
            line: '1',
          },
        ],
      }),
  },
  dispense: {
    by: 'U4',
    target,
    given: atWork(),
    writes: ['invoices', 'stock'],
    call: (bridge, once) =>
      bridge.do.stock.dispense({
        ...once,
        goods: tablets(2),
        how: 'DISPENSE',
        visit: { booking: todaysVisit().id, charge: true },
      }),
  },
  transfer: {
    by: 'U4',
    target,
    given,
    writes: ['stock'],
    call: (bridge, once) =>
      bridge.do.stock.transfer({ ...once, ...lying, quantity: quantity(10), to: { stockroom: cabinet, shelf: null } }),
  },
  receiveTransfer: {
    by: 'U4',
    target,
    given: { ...given, stock: [...(given.stock ?? []), sent] },
    writes: ['stock'],
    call: (bridge, once) =>
      bridge.do.stock.receiveTransfer({
        ...once,
        movement: sent.id,
        quantity: quantity(10),
        shelf: null,
        state: 'AVAILABLE',
      }),
  },
  adjust: {
    by: 'U1',
    target,
    given,
    writes: ['stock'],
    call: (bridge, once) =>
      bridge.do.stock.adjust({ ...once, ...lying, change: quantity(-2), reason: 'fell down', witness: null }),
  },
  quarantine: {
    by: 'U4',
    target,
    given,
    writes: ['stock'],
    call: (bridge, once) =>
      bridge.do.stock.quarantine({ ...once, ...lying, quantity: quantity(100), state: 'QUARANTINE', reason: 'recall' }),
  },
  reverse: {
    by: 'U1',
    target,
    given,
    first: dispensed.first,
    writes: ['stock'],
    call: (bridge, once, clinic) =>
      bridge.do.stock.reverse({ ...once, movement: firstOf(dispensed.in(clinic).movements), reason: 'not needed' }),
  },
  witness: {
    by: 'U4',
    target,
    writes: [],
    call: (bridge, once) => bridge.do.stock.witness({ ...once, product: goods.ketamine.id }),
  },
  drawControlled: {
    by: 'U2',
    target,
    given,
    first: watched.first,
    writes: ['stock'],
    call: (bridge, once, clinic) =>
      bridge.do.stock.drawControlled({
        ...once,
        goods: ketamine,
        wasted: quantity(0.1),
        pet: baron.id,
        ...watched.in(clinic),
      }),
  },
  reverseControlled: {
    by: 'U2',
    target,
    given,
    first: drawn.first,
    writes: ['stock'],
    call: (bridge, once, clinic) => {
      const { witness, movements } = drawn.in(clinic);
      const movement = firstOf(movements);
      return bridge.do.stock.reverseControlled({ ...once, movement, reason: 'the wrong patient', witness });
    },
  },
  startCount: {
    by: 'U4',
    target,
    given,
    writes: ['stock'],
    call: (bridge, once) => bridge.do.stock.startCount({ ...once, stockroom: pharmacy, mode: 'FULL', products: [] }),
  },
  count: {
    by: 'U4',
    target,
    given,
    first: counting.first,
    writes: ['stock'],
    call: (bridge, once, clinic) =>
      bridge.do.stock.count({ ...once, ...counting.in(clinic), ...lying, counted: quantity(99) }),
  },
  finishCount: {
    by: 'U1',
    target,
    given,
    first: counted.first,
    writes: ['stock'],
    call: (bridge, once, clinic) => bridge.do.stock.finishCount({ ...once, ...counted.in(clinic), witness: null }),
  },
  cancelCount: {
    by: 'U1',
    target,
    given,
    first: counting.first,
    writes: ['stock'],
    call: (bridge, once, clinic) =>
      bridge.do.stock.cancelCount({ ...once, ...counting.in(clinic), reason: 'the delivery is here' }),
  },
};
