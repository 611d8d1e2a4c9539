import { afterEach, expect, it } from 'vitest';
import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { quantity } from '@lapka/shared/base/quantity.ts';
import type { ClientId } from '@lapka/shared/domain/clients/client.ts';
import { planReminders } from '@lapka/shared/domain/reminders/planner.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { writing } from '@lapka/shared/testing/builders/visit.ts';
import { ownerFacts } from '../../../sync-server/src/reminders/owner-facts.ts';
import { withEmbedded } from '../../../sync-server/test/support/with-embedded.ts';
import { batches, goods, L1, serviceOf, staffId } from '../../src/node/testing/clinic-documents.ts';
import { booksBalance, levelsOf } from './support/figures.ts';
import { StoryClinic } from './support/story-clinic.ts';
import { storyDocuments } from './support/story-documents.ts';

let clinic: StoryClinic;
afterEach(() => clinic.close());

it('story 1: a walk-in with no internet, and the sync afterwards', async () => {
  clinic = await StoryClinic.open({ documents: storyDocuments(), start: at('08:50') });
  await walkIn();
});

it('story 1 with the server on Postgres', () =>
  withEmbedded(async (postgres) => {
    clinic = await StoryClinic.open({ documents: storyDocuments(), start: at('08:50'), postgres });
    await walkIn();
  }));

async function walkIn(): Promise<void> {
  const desk = await clinic.desk('DK-A');
  // The desk has given out 417 invoice numbers before this day.
  desk.node.store.transact((transactor) => transactor.setNodeValue('invoice-number', { last: 417 }));
  const olga = desk.as('U5');
  const mikhail = desk.as('U2');
  clinic.clock.jumpTo(at('09:00'));
  await olga.do.till.open({ ...desk.once(), float: rub(5000) });
  clinic.clock.jumpTo(at('09:40'));
  await desk.goOffline();
  expect(desk.node.status().connection).toEqual({ state: 'OFFLINE', since: expect.stringMatching(/T06:[34]/) });

  clinic.clock.jumpTo(at('10:05'));
  const consent = { textVersion: 'ru-2026-09', channel: 'SIGNED_PAPER' as const };
  const owner = await olga.do.clients.register({
    ...desk.once(),
    name: { given: 'Павел', family: 'Громов' },
    phones: [{ number: '+7 000 555-02-17' }],
    addresses: [],
    language: 'ru',
    zone: desk.identity.zone,
    consents: [
      { purpose: 'CARE', ...consent },
      { purpose: 'REMINDERS', ...consent },
    ],
    pets: [
      {
        name: 'Рекс',
        species: 'DOG',
        sex: 'MALE',
        neutered: 'NO',
        born: civilDate('2022-04-10'),
        bornIsEstimate: false,
        weight: quantity(12.4),
      },
    ],
  });
  const pet = owner.pets[0]!;
  const visit = await olga.do.bookings.walkIn({
    ...desk.once(),
    pet,
    services: [{ service: serviceOf('CONS-1'), quantity: 1 }],
    location: L1,
    vet: staffId('U2'),
  });
  expect(visit).toMatchObject({ code: 'L1-A-261116-001', status: 'CHECK_IN' });
  const { booking } = visit;
  const started = await mikhail.do.bookings.start({ ...desk.once(), booking, seen: visit.version });
  await mikhail.do.records.saveDraft({ ...desk.once(), booking, changes: [], template: 'VACCINATION' });
  const given = { where: 'HERE' as const, product: goods.rabies.id, batch: null, site: 'left shoulder', booking };
  const dose = await mikhail.do.records.vaccinate({
    ...desk.once(),
    pet,
    date: civilDate('2026-11-16'),
    given,
    startsSeries: false,
    atRisk: false,
    due: { by: 'PROTOCOL' },
  });
  expect(dose).toMatchObject({ nextDue: '2027-11-16', validFrom: '2026-12-07' });
  const draft = await mikhail.do.records.saveDraft({
    ...desk.once(),
    booking,
    changes: [writing('notes', 'Рекс терпеливый.')],
  });
  await mikhail.do.records.sign({ ...desk.once(), record: draft.record, seen: draft.seen });
  const out = await mikhail.do.bookings.checkOut({
    ...desk.once(),
    booking,
    seen: started.version,
    record: 'SAVED',
  });
  expect(out.status).toBe('CHECK_OUT');
  const paid = await olga.do.payments.take({
    ...desk.once(),
    of: { what: 'VISIT', booking },
    payments: [{ method: 'CASH', tendered: rub(2500) }],
    asked: rub(2300),
  });
  expect(paid).toMatchObject({ number: 'L1-A-000418', change: rub(200), left: rub(0), status: 'COMPLETED' });
  const { figures } = await olga.do.till.readX(desk.once());
  expect(figures.cashExpected).toEqual(rub(7300));
  expect(levelsOf(desk, batches.rabiesFirst, batches.rabiesThen)).toEqual({ RB2407: '4', RB2411: '12' });
  expect(desk.node.status().waiting).toBeGreaterThan(0);
  expect(desk.node.status().connection).toMatchObject({ state: 'OFFLINE' });

  clinic.clock.jumpTo(at('13:20'));
  await desk.goOnline();
  await clinic.settled();
  expect(await countsAtServer(owner.client)).toEqual({
    owners: 1,
    pets: 1,
    bookings: 1,
    visits: 1,
    vaccinations: 1,
    invoices: 1,
    payments: 1,
  });
  // What a desk has sent itself comes back to it once.
  await desk.syncedAgain();
  expect(await desk.syncedAgain()).toEqual({ pushed: 0, pulled: 0 });
  expect(await plannedDays(owner.client)).toEqual([
    '2027-11-01',
    '2027-11-12',
    '2027-11-15',
    '2027-11-22',
    '2027-12-15',
  ]);
  expect(booksBalance(desk)).toBe(true);
}

async function countsAtServer(client: ClientId): Promise<Record<string, number>> {
  const of = async (...wanted: Parameters<typeof clinic.stored>) => await clinic.stored(...wanted);
  const kinds = async (name: Parameters<typeof clinic.stored>[0], kind: string): Promise<number> =>
    (await of(name)).filter((document) => 'kind' in document && document.kind === kind).length;
  return {
    owners: (await of('clients')).filter(({ id }) => id === client).length,
    pets: (await of('pets')).filter((pet) => 'owner' in pet && pet.owner === client).length,
    bookings: (await of('bookings')).length,
    visits: await kinds('records', 'VISIT'),
    vaccinations: await kinds('records', 'VACCINATION'),
    invoices: await kinds('invoices', 'INVOICE'),
    payments: await kinds('ledger', 'PAYMENT'),
  };
}

/** On which days the server is going to remind the owner. */
async function plannedDays(client: ClientId): Promise<string[]> {
  const known = await clinic.readServer((reader) => ownerFacts(reader, client));
  const { messages } = planReminders(known!.facts, clinic.clock.now());
  return messages.map(({ sendAt }) => sendAt.slice(0, 10));
}
