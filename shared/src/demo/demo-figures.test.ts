import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate, daysBetween, fullMonthsBetween } from '../base/civil-date.ts';
import { millisecondsBetween, plusDays } from '../base/instant.ts';
import { type Booking } from '../domain/bookings/booking.ts';
import { findDuplicates } from '../domain/clients/duplicates.ts';
import { discountOn, hasConsent } from '../domain/clients/client.ts';
import { clientsCollection } from '../domain/clients/client-collection.ts';
import { issuedInvoice, DemoBook } from './testing/demo-book.ts';
import { claimOf } from '../domain/invoices/settlement.ts';
import { invoiceStanding } from '../domain/ledger/invoice-standing.ts';
import { walletBalance } from '../domain/ledger/wallet-rules.ts';
import { walletEntries } from '../domain/ledger/wallet-entries.ts';
import { passportStatus } from '../domain/passports/passport.ts';
import { groupOf } from '../domain/records/prescription.ts';
import { dueVaccinations } from '../domain/reminders/due.ts';
import { isExpected } from '../domain/pets/pet-rules.ts';
import { isExpired, stockLevels } from '../domain/stock/levels.ts';
import { stockAlerts } from '../domain/stock/alerts.ts';
import { receiptStatus } from '../domain/stock/receiving-rules.ts';
import { worldOf } from '../testing/memory-world.ts';
import { usualOptions } from './demo-options.ts';

const today = civilDate('2026-11-16');
let demo: DemoBook;

beforeAll(() => {
  demo = DemoBook.of(usualOptions);
}, 120_000);

const periods = [196, 187, 179, 179, 170, 161, 152, 143, 152, 169, 186, 204, 199, 186, 178, 181, 186, 192];
const isPast = ({ date }: Booking): boolean => date < today;
const count = <T>(things: readonly T[], is: (thing: T) => boolean): number => things.filter(is).length;

describe('the demo clinic has the figures of the domain (§10)', () => {
  it('has 400 owners and their consents, wallets, discounts and doubles', () => {
    const { clients, pets } = demo;
    expect(clients).toHaveLength(400);
    const petsOf = Map.groupBy(pets, ({ owner }) => owner);
    const sizes = [1, 2, 3, 4, 6].map((size) => count(clients, ({ id }) => petsOf.get(id)?.length === size));
    expect(sizes).toEqual([260, 100, 28, 8, 4]);
    expect(count(clients, ({ name }) => /^[A-Z]/.test(name.family))).toBe(80);
    expect(count(clients, (client) => hasConsent(client, 'CARE'))).toBe(380);
    expect(count(clients, (client) => hasConsent(client, 'REMINDERS'))).toBe(352);
    expect(count(clients, (client) => hasConsent(client, 'MARKETING'))).toBe(140);
    expect(count(clients, ({ notifications }) => notifications.channels.PUSH === false)).toBe(31);
    const discounts = [5, 10, 15].map((share) => count(clients, (client) => discountOn(client, today) === share * 100));
    expect(discounts).toEqual([12, 7, 3]);
    const world = worldOf({ clients }, [clientsCollection]);
    const doubles = clients.filter((client) =>
      findDuplicates(client, world).some(
        ({ strength, reasons }) => strength === 'LIKELY' && reasons.includes('SAME_PHONE'),
      ),
    );
    expect(doubles).toHaveLength(12);
  });

  it('has 600 pets of the right kinds, ages and marks', () => {
    const { pets } = demo;
    expect(pets).toHaveLength(600);
    const bySpecies = Object.fromEntries(
      [...Map.groupBy(pets, ({ species }) => species)].map(([species, all]) => [species, all.length]),
    );
    expect(bySpecies).toEqual({
      CAT: 288,
      DOG: 252,
      RABBIT: 18,
      RODENT: 18,
      BIRD: 12,
      FERRET: 6,
      REPTILE: 4,
      OTHER: 2,
    });
    const ages = pets.map(({ born = today }) => Math.floor(fullMonthsBetween(born, today) / 12));
    expect([
      count(ages, (age) => age < 1),
      count(ages, (age) => age >= 1 && age <= 7),
      count(ages, (age) => age >= 8 && age <= 12),
      count(ages, (age) => age > 12),
    ]).toEqual([72, 330, 150, 48]);
    expect(count(pets, ({ sex }) => sex === 'UNKNOWN')).toBe(12);
    expect(count(pets, ({ species, neutered }) => species === 'CAT' && neutered === 'YES')).toBe(196);
    expect(count(pets, ({ species, neutered }) => species === 'DOG' && neutered === 'YES')).toBe(93);
    expect(count(pets, ({ deceased }) => deceased !== undefined)).toBe(27);
    expect(count(pets, ({ allergies }) => allergies.length > 0)).toBe(24);
    expect(count(pets, ({ alerts }) => alerts.some(({ kind }) => kind === 'BITES'))).toBe(19);
    expect(count(pets, ({ problems }) => problems.length > 0)).toBe(71);
    expect(count(pets, ({ species, chips }) => species === 'DOG' && chips.length > 0)).toBe(176);
    expect(count(pets, ({ species, chips }) => species === 'CAT' && chips.length > 0)).toBe(92);
    expect(count(pets, ({ coOwners }) => coOwners.length > 0)).toBe(12);
    expect(count(pets, ({ pastOwners }) => pastOwners.length > 0)).toBe(9);
    expect(pets.every(({ weights }) => weights.length >= 3 && weights.length <= 14)).toBe(true);
  });

  it('has 236 passports, of which one pair waits for somebody to look at both booklets (C-30)', () => {
    const passports = demo.pets.flatMap((pet) => pet.passports);
    expect(count(demo.pets, (pet) => pet.passports.length > 0)).toBe(236);
    expect(count(passports, (passport) => passportStatus(passport) === 'CONFLICT')).toBe(1);
    expect(demo.tasks('PASSPORT_CLASH')).toHaveLength(1);
  });

  it('has 3,500 bookings of the past, 96 from today on, and 3,200 completed in the shape of the months', () => {
    const past = demo.bookings.filter(isPast);
    expect(past).toHaveLength(3500);
    expect(demo.bookings.length - past.length).toBe(96);
    const completed = past.filter(({ status }) => status === 'COMPLETED');
    const starts = periods
      .map((_, index) => index)
      .map((month) => `${2025 + Math.floor((month + 4) / 12)}-${String(((month + 4) % 12) + 1).padStart(2, '0')}-16`);
    const byPeriod = starts.map((start, index) =>
      count(completed, ({ date }) => date >= start && date < (starts[index + 1] ?? '2026-11-16')),
    );
    expect(byPeriod).toEqual(periods);
    expect(count(past, ({ status }) => status === 'CANCELLED')).toBe(190);
    expect(count(past, ({ status }) => status === 'NO_SHOW')).toBe(110);
    const sources = (['PHONE', 'ONLINE', 'WALK_IN', 'TELEGRAM'] as const).map((source) =>
      count(past, (booking) => booking.source === source),
    );
    expect(sources).toEqual([1820, 840, 665, 175]);
    expect(count(past, ({ visit }) => visit.type === 'HOME_VISIT')).toBe(84);
    expect(count(past, ({ visit }) => visit.type === 'SOS')).toBe(5);
  });

  it('has 2,760 signed records, nine drafts, 63 addenda, 160 files and 900 prescriptions on 640 records', () => {
    const { visits } = demo;
    expect(count(visits, ({ status }) => status === 'SIGNED')).toBe(2760);
    expect(count(visits, ({ status }) => status === 'DRAFT')).toBe(9);
    expect(visits.flatMap((visit) => (visit.status === 'SIGNED' ? visit.addenda : []))).toHaveLength(63);
    expect(visits.flatMap(({ files }) => files)).toHaveLength(160);
    expect(demo.files.size).toBe(160);
    expect(count(visits, ({ prescriptions }) => prescriptions.length > 0)).toBe(640);
    const prescriptions = visits.flatMap((visit) => visit.prescriptions);
    expect(prescriptions).toHaveLength(900);
    expect(count(prescriptions, (each) => groupOf(each) === 'ANTIMICROBIAL')).toBe(210);
  });

  it('has 1,450 vaccinations, 74 overdue, 31 due in 14 days and six three days before', () => {
    expect(demo.vaccinations).toHaveLength(1450);
    const expected = new Set(demo.pets.filter(isExpected).map(({ id }) => id));
    const dues = dueVaccinations(demo.vaccinations).filter(({ pet }) => expected.has(pet));
    expect(count(dues, ({ due }) => due < today)).toBe(74);
    expect(count(dues, ({ due }) => due >= today && due <= addDays(today, 14))).toBe(31);
    expect(count(dues, ({ anchor }) => addDays(anchor, -3) === today)).toBe(6);
  });

  it('has 4,430 invoices and 4,790 payments by the methods of the figures, 14 debtors and 38 refunds', () => {
    const issued = demo.invoices.filter(issuedInvoice);
    const purposes = (['VISIT', 'RETAIL', 'PLAN'] as const).map((of) =>
      count(issued, ({ purpose }) => purpose.of === of),
    );
    expect(purposes).toEqual([3200, 820, 410]);
    const payments = demo.entries('PAYMENT');
    const methods = (['CARD', 'CASH', 'ONLINE', 'WALLET', 'TRANSFER', 'PACKAGE', 'PLAN', 'ON_ACCOUNT'] as const).map(
      (method) => count(payments, ({ means }) => means.method === method),
    );
    expect(methods).toEqual([2635, 1293, 431, 287, 8, 105, 22, 9]);
    expect(payments).toHaveLength(4790);
    expect(demo.entries('REFUND')).toHaveLength(38);
    const debtors = new Set(
      issued
        .filter((invoice) => {
          const { left, debt } = invoiceStanding(claimOf(invoice), demo.entriesOf(invoice.id));
          return left.minor + debt.minor > 0;
        })
        .map(({ client }) => client),
    );
    expect(debtors.size).toBe(14);
  });

  it('has 690 entries in 118 wallets of 50 to 12,000, of all five types', () => {
    const lines = demo.clients.map((client) => walletEntries(client.id, demo.walletOf(client.id), 'RUB'));
    expect(lines.flat()).toHaveLength(690);
    expect(new Set(lines.flat().map(({ type }) => type)).size).toBe(5);
    const balances = demo.clients
      .map((client) => walletBalance(client.id, demo.walletOf(client.id), 'RUB').minor)
      .filter((minor) => minor !== 0);
    expect(balances).toHaveLength(118);
    expect(balances.every((minor) => minor >= 5_000 && minor <= 1_200_000)).toBe(true);
  });

  it('has 58 packages with 131 visits used and 46 active plans, five paused, nine ended', () => {
    expect(demo.entries('PACKAGE_SOLD')).toHaveLength(58);
    expect(count(demo.entries('PACKAGE_VISIT'), ({ step }) => step === 'USED')).toBe(131);
    const states = (['ACTIVE', 'PAUSED', 'ENDED'] as const).map((status) =>
      count(demo.subscriptions, ({ state }) => state.status === status),
    );
    expect(states).toEqual([46, 5, 9]);
    expect(count(demo.invoices, ({ promotion }) => promotion?.code === 'AUTUMN500')).toBe(99);
  });

  it('has 60 products with 135 batches: 118 good, 11 near their end, six expired and put aside', () => {
    expect(demo.products).toHaveLength(60);
    const levels = stockLevels(demo.stock).filter(({ quantity }) => quantity > 0);
    const standing = new Map(levels.map((level) => [`${level.batch} ${level.position.stockroom}`, level]));
    expect(standing.size).toBe(135);
    const quarantined = [...standing.values()].filter(({ position }) => position.state === 'QUARANTINE');
    expect(quarantined).toHaveLength(6);
    expect(quarantined.every(({ batch }) => isExpired(demo.batch(batch), today))).toBe(true);
    const near = [...standing.values()].filter(({ batch }) => {
      const { expiry } = demo.batch(batch);
      return expiry !== null && expiry >= today && daysBetween(today, expiry) <= 60;
    });
    expect(near).toHaveLength(11);
    const low = stockAlerts(demo.products, demo.batches, stockLevels(demo.stock), today).filter(
      ({ alert }) => alert === 'LOW',
    );
    expect(low).toHaveLength(5);
  });

  it('has 88 receipts, three of them partial, from four suppliers, and six counts with 17 discrepancies', () => {
    const receipts = demo.stock.filter((entry) => entry.kind === 'RECEIPT');
    const statuses = receipts.map((receipt) => receiptStatus(receipt, demo.stock));
    expect(receipts).toHaveLength(88);
    expect(new Set(receipts.map(({ supplier }) => supplier)).size).toBe(4);
    expect(count(statuses, (status) => status === 'RECEIVED_PARTIAL')).toBe(3);
    expect(count(statuses, (status) => status === 'RECEIVED_COMPLETED')).toBe(85);
    const counts = demo.stock.filter((entry) => entry.kind === 'STOCKTAKE');
    expect(counts.map(({ mode }) => mode).toSorted()).toEqual([
      'CYCLE_COUNT',
      'CYCLE_COUNT',
      'CYCLE_COUNT',
      'CYCLE_COUNT',
      'CYCLE_COUNT',
      'FULL',
    ]);
    expect(demo.stock.filter((entry) => entry.kind === 'COUNT' && entry.discrepancy !== 0)).toHaveLength(17);
  });

  it('has one till shift per desk and open day, 41 of them with a difference of at most 200', () => {
    const uneven = demo.entries('TILL_CLOSED').filter(({ difference }) => difference.minor !== 0);
    expect(uneven).toHaveLength(41);
    expect(uneven.every(({ difference }) => Math.abs(difference.minor) <= 20_000)).toBe(true);
    const keys = demo.entries('TILL_OPENED').map(({ desk, date }) => `${desk} ${date}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has 310 enquiries, 520 conversations with 2,900 messages, and a median answer of 34 minutes', () => {
    expect(demo.inboxOf('ENQUIRY')).toHaveLength(310);
    expect(demo.inboxOf('CONVERSATION')).toHaveLength(520);
    expect(demo.inboxOf('MESSAGE')).toHaveLength(2900);
    const delays = [...Map.groupBy(demo.inboxOf('MESSAGE'), ({ thread }) => thread).values()].flatMap((messages) => {
      const inOrder = messages.toSorted((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
      return inOrder.flatMap((message, index) => {
        const next = inOrder[index + 1];
        return message.author.kind === 'OWNER' && next?.author.kind === 'STAFF'
          ? [millisecondsBetween(message.sentAt, next.sentAt) / 60_000]
          : [];
      });
    });
    expect(delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]).toBe(34);
  });

  it('reminded 2,050 times, and 61 % of it led to a booking within 30 days', () => {
    const notices = demo
      .inboxOf('NOTICE')
      .flatMap((notice) =>
        Array.isArray(notice.details['items']) ? notice.details['items'].map((item) => ({ notice, item })) : [],
      );
    expect(notices).toHaveLength(2050);
    const byPet = Map.groupBy(demo.bookings, ({ pet }) => pet);
    const answered = notices.filter(({ notice, item }) => {
      const { key, kind } = item as { key: string; kind: string };
      const visits = byPet.get(key.split(' ')[0] as Booking['pet']) ?? [];
      return (
        kind === 'VACCINATION' &&
        visits.some(
          ({ created, quotes }) =>
            created.at > notice.created.at &&
            created.at < plusDays(notice.created.at, 30) &&
            quotes[0]?.lines[0]?.code.startsWith('VAC'),
        )
      );
    });
    expect(Math.round((answered.length / notices.length) * 100)).toBe(61);
  });
});

describe('the demo clinic is the same every time', () => {
  it('has the same documents to the last byte when it is made again', () => {
    expect(DemoBook.hashOf(usualOptions)).toBe(demo.hash);
  }, 120_000);
});
