import { afterEach, beforeEach, expect, it } from 'vitest';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { refusalOf } from '../../src/node/testing/clinic-fixture.ts';
import { todaysVisit } from '../../src/node/testing/examples/at-work.ts';
import { booksBalance } from './support/figures.ts';
import { StoryClinic } from './support/story-clinic.ts';
import type { StoryDesk } from './support/story-desk.ts';
import { storyDocuments } from './support/story-documents.ts';

const visit = todaysVisit('IN_PROGRESS');
const booking = visit.id;
const of = { what: 'VISIT' as const, booking };

let clinic: StoryClinic;
let desk: StoryDesk;
beforeEach(async () => {
  clinic = await StoryClinic.open({ documents: storyDocuments({ bookings: [visit] }), start: at('10:20') });
  desk = await clinic.desk('DK-A');
});
afterEach(() => clinic.close());

const asked = async () => (await desk.as('U5').ask.money.invoice({ of })).asked;
const version = async () => (await desk.as('U2').ask.records.visit({ booking })).version;

it('story 7: a visit of 1,500.00 of which 1,000.00 are paid is not completed, and with 500.00 more it is (C-13)', async () => {
  const olga = desk.as('U5');
  await olga.do.till.open({ ...desk.once(), float: rub(0) });
  await desk.as('U2').do.bookings.checkOut({
    ...desk.once(),
    booking,
    seen: await version(),
    record: 'NOT_NEEDED',
  });
  const part = { of, payments: [{ method: 'CASH' as const, tendered: rub(1000) }], asked: await asked() };
  expect(await olga.do.payments.take({ ...desk.once(), ...part })).toMatchObject({
    left: rub(500),
    change: rub(0),
    status: 'CHECK_OUT',
  });
  const complete = async () => olga.do.bookings.complete({ ...desk.once(), booking, seen: await version() });
  await expect(complete()).rejects.toMatchObject({ code: 'INVOICE_NOT_SETTLED', data: { left: rub(500) } });
  const rest = { of, payments: [{ method: 'CASH' as const, tendered: rub(500) }], asked: await asked() };
  expect(await olga.do.payments.take({ ...desk.once(), ...rest })).toMatchObject({ left: rub(0), status: 'COMPLETED' });

  const cancelled = refusalOf(
    olga.do.bookings.cancel({ ...desk.once(), booking, seen: await version(), reason: 'too late' }),
  );
  expect(await cancelled).toBe('STATUS_NOT_ALLOWED');
  await clinic.settled();
  await desk.syncedAgain();
  expect(await desk.syncedAgain()).toEqual({ pushed: 0, pulled: 0 });
  expect(booksBalance(desk)).toBe(true);
});

it('story 7: what was paid online before is completed by the vet’s check-out itself (R-048)', async () => {
  const online = { method: 'ONLINE' as const, amount: rub(1500), gatewayId: 'pay-1', paidAt: at('09:00') };
  const paid = await desk.as('U5').do.payments.take({ ...desk.once(), of, payments: [online], asked: await asked() });
  expect(paid).toMatchObject({ left: rub(0), status: 'IN_PROGRESS' });
  const out = await desk.as('U2').do.bookings.checkOut({
    ...desk.once(),
    booking,
    seen: await version(),
    record: 'NOT_NEEDED',
  });
  expect(out.status).toBe('COMPLETED');
  await clinic.settled();
});
