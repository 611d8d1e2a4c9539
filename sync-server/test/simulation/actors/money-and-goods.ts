import { addDays } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { invoiceOfBooking } from '@lapka/shared/domain/invoices/reading.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { pharmacy } from '@lapka/shared/testing/builders/stock.ts';
import { askedOf } from '../../../../desktop/src/node/reading/what-is-left.ts';
import { services, tablets } from '../simulated-clinic.ts';
import { type Deed, frontDesk, oneOf, person, type Scene } from './scene.ts';

export const openTill = (scene: Scene): Deed => ({ by: frontDesk(scene), input: { float: rub(1000) } });

export function payIn(scene: Scene): Deed {
  return { by: frontDesk(scene), input: { amount: rub(scene.chooser.between(1, 500)), note: 'размен' } };
}

export function addLine(scene: Scene): Deed {
  const visit = oneOf(scene, bookings, {}, ({ status }) => status === 'CHECK_IN' || status === 'IN_PROGRESS');
  if (visit === undefined) return undefined;
  const item = { kind: 'SERVICE', service: derivedId('Service', scene.chooser.pick(services)), count: 1 };
  return { by: frontDesk(scene), input: { booking: visit.id, item } };
}

/** In cash, all that is asked for, or a part of it by card. */
export function takePayment(scene: Scene): Deed {
  const { reader, chooser } = scene;
  const visit = oneOf(scene, bookings, {}, ({ id, status }) => {
    const invoice = invoiceOfBooking(reader, id);
    return status === 'CHECK_OUT' && invoice !== undefined && askedOf(reader, invoice).minor > 0;
  });
  const invoice = visit === undefined ? undefined : invoiceOfBooking(reader, visit.id);
  if (visit === undefined || invoice === undefined) return undefined;
  const asked = askedOf(reader, invoice);
  const payment = chooser.chance(0.7)
    ? { method: 'CASH', tendered: asked }
    : { method: 'CARD', amount: { ...asked, minor: Math.ceil(asked.minor / 2) }, slip: '1' };
  return { by: frontDesk(scene), input: { of: { what: 'VISIT', booking: visit.id }, payments: [payment], asked } };
}

export function receiveGoods({ chooser, today }: Scene): Deed {
  const arrival = {
    product: tablets,
    pack: null,
    count: quantity(chooser.between(1, 20)),
    lot: chooser.pick(['A', 'B']),
    expiry: addDays(today, 200),
    shelf: null,
    state: 'AVAILABLE',
    cost: null,
    codes: [],
    serials: [],
  };
  return { by: person('U4'), input: { stockroom: pharmacy, arrivals: [arrival] } };
}

/** More desks than tablets: some of it was not there. */
export function useGoods({ chooser }: Scene): Deed {
  const count = quantity(chooser.between(1, 8));
  const goods = { product: tablets, pack: null, count, batch: null, codes: [], serials: [] };
  return { by: person('U4'), input: { goods, how: 'USE', visit: null } };
}
