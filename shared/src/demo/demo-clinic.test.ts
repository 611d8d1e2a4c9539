import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate, daysBetween, fullMonthsBetween } from '../base/civil-date.ts';
import { instantOf, millisecondsBetween, plusDays } from '../base/instant.ts';
import { add, sum, zero } from '../base/money.ts';
import { wallMomentAt } from '../base/wall-time.ts';
import { bookingsCollection } from '../domain/bookings/booking-collection.ts';
import { bookedTimes } from '../domain/bookings/booking-times.ts';
import { type Booking, quoteOf } from '../domain/bookings/booking.ts';
import { priceOn } from '../domain/catalogue/prices.ts';
import type { Service } from '../domain/catalogue/catalogue.ts';
import { findDuplicates } from '../domain/clients/duplicates.ts';
import { discountOn, hasConsent } from '../domain/clients/client.ts';
import { clientsCollection } from '../domain/clients/client-collection.ts';
import { collections } from '../domain/collections.ts';
import { issuedInvoice, DemoBook } from './testing/demo-book.ts';
import { claimOf } from '../domain/invoices/settlement.ts';
import { invoiceStanding } from '../domain/ledger/invoice-standing.ts';
import { tillFigures } from '../domain/ledger/till-figures.ts';
import { walletBalance } from '../domain/ledger/wallet-rules.ts';
import { walletEntries } from '../domain/ledger/wallet-entries.ts';
import { passportStatus } from '../domain/passports/passport.ts';
import { currentWeight } from '../domain/pets/weight.ts';
import { groupOf } from '../domain/records/prescription.ts';
import { dueVaccinations } from '../domain/reminders/due.ts';
import { isExpected } from '../domain/pets/pet-rules.ts';
import { isExpired, levelAt, stockLevels } from '../domain/stock/levels.ts';
import { stockAlerts } from '../domain/stock/alerts.ts';
import { fromOf } from '../domain/stock/movement.ts';
import { receiptStatus } from '../domain/stock/receiving-rules.ts';
import { batchId } from '../domain/stock/stock-context.ts';
import { defaultProtocols } from '../domain/vaccinations/default-protocols.ts';
import { judge, standingFields } from '../domain/vaccinations/judgement.ts';
import { protocolOf } from '../domain/vaccinations/protocol.ts';
import { worldOf } from '../testing/memory-world.ts';
import { sameJson } from '../base/json.ts';
import { overlaps } from '../base/span.ts';
import { demoId, namedClients, namedPets } from './demo-ids.ts';
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
    const world = worldOf({ clients }, [clientsCollection as never]);
    const doubles = clients.filter((client) => findDuplicates(client, world).some(({ strength, reasons }) => strength === 'LIKELY' && reasons.includes('SAME_PHONE')));
    expect(doubles).toHaveLength(12);
  });

  it('has 600 pets of the right kinds, ages and marks', () => {
    const { pets } = demo;
    expect(pets).toHaveLength(600);
    const bySpecies = Object.fromEntries([...Map.groupBy(pets, ({ species }) => species)].map(([species, all]) => [species, all.length]));
    expect(bySpecies).toEqual({ CAT: 288, DOG: 252, RABBIT: 18, RODENT: 18, BIRD: 12, FERRET: 6, REPTILE: 4, OTHER: 2 });
    const ages = pets.map(({ born = today }) => Math.floor(fullMonthsBetween(born, today) / 12));
    expect([count(ages, (age) => age < 1), count(ages, (age) => age >= 1 && age <= 7), count(ages, (age) => age >= 8 && age <= 12), count(ages, (age) => age > 12)]).toEqual([72, 330, 150, 48]);
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
    const starts = periods.map((_, index) => index).map((month) => `${2025 + Math.floor((month + 4) / 12)}-${String(((month + 4) % 12) + 1).padStart(2, '0')}-16`);
    const byPeriod = starts.map((start, index) => count(completed, ({ date }) => date >= start && date < (starts[index + 1] ?? '2026-11-16')));
    expect(byPeriod).toEqual(periods);
    expect(count(past, ({ status }) => status === 'CANCELLED')).toBe(190);
    expect(count(past, ({ status }) => status === 'NO_SHOW')).toBe(110);
    const sources = (['PHONE', 'ONLINE', 'WALK_IN', 'TELEGRAM'] as const).map((source) => count(past, (booking) => booking.source === source));
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
    const purposes = (['VISIT', 'RETAIL', 'PLAN'] as const).map((of) => count(issued, ({ purpose }) => purpose.of === of));
    expect(purposes).toEqual([3200, 820, 410]);
    const payments = demo.entries('PAYMENT');
    const methods = (['CARD', 'CASH', 'ONLINE', 'WALLET', 'TRANSFER', 'PACKAGE', 'PLAN', 'ON_ACCOUNT'] as const).map((method) => count(payments, ({ means }) => means.method === method));
    expect(methods).toEqual([2635, 1293, 431, 287, 8, 105, 22, 9]);
    expect(payments).toHaveLength(4790);
    expect(demo.entries('REFUND')).toHaveLength(38);
    const debtors = new Set(issued.filter((invoice) => {
      const { left, debt } = invoiceStanding(claimOf(invoice), demo.entriesOf(invoice.id));
      return left.minor + debt.minor > 0;
    }).map(({ client }) => client));
    expect(debtors.size).toBe(14);
  });

  it('has 690 entries in 118 wallets of 50 to 12,000, of all five types', () => {
    const lines = demo.clients.map((client) => walletEntries(client.id, demo.walletOf(client.id), 'RUB'));
    expect(lines.flat()).toHaveLength(690);
    expect(new Set(lines.flat().map(({ type }) => type)).size).toBe(5);
    const balances = demo.clients.map((client) => walletBalance(client.id, demo.walletOf(client.id), 'RUB').minor).filter((minor) => minor !== 0);
    expect(balances).toHaveLength(118);
    expect(balances.every((minor) => minor >= 5_000 && minor <= 1_200_000)).toBe(true);
  });

  it('has 58 packages with 131 visits used and 46 active plans, five paused, nine ended', () => {
    expect(demo.entries('PACKAGE_SOLD')).toHaveLength(58);
    expect(count(demo.entries('PACKAGE_VISIT'), ({ step }) => step === 'USED')).toBe(131);
    const states = (['ACTIVE', 'PAUSED', 'ENDED'] as const).map((status) => count(demo.subscriptions, ({ state }) => state.status === status));
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
    const low = stockAlerts(demo.products, demo.batches, stockLevels(demo.stock), today).filter(({ alert }) => alert === 'LOW');
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
    expect(counts.map(({ mode }) => mode).toSorted()).toEqual(['CYCLE_COUNT', 'CYCLE_COUNT', 'CYCLE_COUNT', 'CYCLE_COUNT', 'CYCLE_COUNT', 'FULL']);
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
        return message.author.kind === 'OWNER' && next?.author.kind === 'STAFF' ? [millisecondsBetween(message.sentAt, next.sentAt) / 60_000] : [];
      });
    });
    expect(delays.toSorted((a, b) => a - b)[Math.floor(delays.length / 2)]).toBe(34);
  });

  it('reminded 2,050 times, and 61 % of it led to a booking within 30 days', () => {
    const notices = demo.inboxOf('NOTICE').flatMap((notice) => (Array.isArray(notice.details['items']) ? notice.details['items'].map((item) => ({ notice, item })) : []));
    expect(notices).toHaveLength(2050);
    const byPet = Map.groupBy(demo.bookings, ({ pet }) => pet);
    const answered = notices.filter(({ notice, item }) => {
      const { key, kind } = item as { key: string; kind: string };
      const visits = byPet.get(key.split(' ')[0] as Booking['pet']) ?? [];
      return kind === 'VACCINATION' && visits.some(({ created, quotes }) => created.at > notice.created.at && created.at < plusDays(notice.created.at, 30) && quotes[0]?.lines[0]?.code.startsWith('VAC'));
    });
    expect(Math.round((answered.length / notices.length) * 100)).toBe(61);
  });
});

describe('today’s picture is alive (§10.7)', () => {
  it('has twenty bookings: who is here, who is late, who is on the way, who waits', () => {
    const now = instantOf(Date.UTC(2026, 10, 16, 6, 40));
    const todays = demo.bookings.filter(({ date }) => date === today);
    expect(todays).toHaveLength(20);
    const [first, second] = ['L1', 'L2'].map((code) => demoId('Location', code));
    const booked = todays.filter(({ location, source, visit, status }) => location === first && source !== 'WALK_IN' && visit.type === 'IN_CLINIC' && status !== 'PENDING');
    expect(booked).toHaveLength(12);
    const statuses = (['CHECK_IN', 'IN_PROGRESS', 'CHECK_OUT', 'CONFIRMED'] as const).map((status) => count(booked, (each) => each.status === status));
    expect(statuses).toEqual([2, 1, 1, 8]);
    expect(count(booked, ({ status, start }) => status === 'CONFIRMED' && start < now)).toBe(1);
    expect(count(todays, ({ location }) => location === second)).toBe(5);
    expect(count(todays, ({ status, visit }) => status === 'ON_THE_WAY' && visit.type === 'HOME_VISIT')).toBe(1);
    expect(count(todays, ({ status, source, vet }) => status === 'CHECK_IN' && source === 'WALK_IN' && vet === undefined)).toBe(1);
    expect(count(todays, ({ status, source }) => status === 'PENDING' && source === 'ONLINE')).toBe(1);
  });

  it('has three new enquiries, an alert about stock that is low and one about a batch near its end', () => {
    expect(count(demo.inboxOf('ENQUIRY'), ({ standing }) => standing.status === 'NEW')).toBe(3);
    expect(demo.tasks('LOW_STOCK')).toHaveLength(1);
    expect(demo.tasks('NEAR_EXPIRY')).toHaveLength(1);
  });

  it('knows Baron, Milo and Sonya, and Baron’s booster is due in four days (story 12)', () => {
    const [baron, milo, sonya] = [namedPets.baron, namedPets.milo, namedPets.sonya].map((id) => demo.pet(id));
    expect(baron).toMatchObject({ name: 'Барон', species: 'DOG', breedCode: 'LABRADOR', sex: 'MALE', born: '2021-05-03', owner: namedClients.volkova });
    expect(currentWeight(baron!)?.kilograms).toBe(25_000);
    expect(milo).toMatchObject({ name: 'Milo', species: 'CAT', owner: namedClients.harris });
    expect(sonya).toMatchObject({ name: 'Соня', species: 'CAT' });
    expect(demo.client(namedClients.volkova)).toMatchObject({ name: { family: 'Волкова', given: 'Ирина' }, phones: [{ number: '+70005550101' }] });
    expect(demo.client(namedClients.harris)).toMatchObject({ name: { family: 'Harris', given: 'Tom' }, phones: [{ number: '+447700900101' }] });
    const due = dueVaccinations(demo.vaccinations).find(({ pet, vaccine }) => pet === baron!.id && vaccine === 'V-RAB');
    expect(due).toMatchObject({ due: '2026-11-20', anchor: '2026-11-19' });
    expect(due?.dose.date).toBe('2025-11-20');
  });

  it('is where story 1 begins: the last invoice of desk A, the open shift with its float, the rabies batches', () => {
    const numbers = demo.invoices.filter(issuedInvoice).map(({ state }) => state.number).filter((number) => number.startsWith('L1-A-'));
    expect(numbers.toSorted().at(-1)).toBe('L1-A-000417');
    const open = demo.entries('TILL_OPENED').filter(({ date }) => date === today);
    expect(open.map(({ float }) => float.minor)).toEqual([500_000, 500_000, 500_000]);
    const left = (code: string, lot: string, expiry: string): number => {
      const product = demo.products.find((each) => each.code === code);
      const batch = batchId(product!.id, lot, civilDate(expiry));
      return stockLevels(demo.stock).filter((level) => level.batch === batch).reduce((all, { quantity }) => all + quantity, 0);
    };
    expect(left('V-RAB', 'RB2407', '2026-12-31')).toBe(5_000);
    expect(left('V-RAB', 'RB2411', '2027-03-31')).toBe(12_000);
    expect([left('AB-AMC', 'A', '2026-12-31'), left('AB-AMC', 'B', '2027-06-30'), left('AB-AMC', 'Z', '2026-10-31')]).toEqual([10_000, 100_000, 30_000]);
    expect(left('C-KET', 'K1', '2027-08-31')).toBe(42_000);
  });
});

describe('the demo clinic checks itself (§10)', () => {
  it('never has two visits in one slot of a vet or a room, and no vet in two places at once', () => {
    const taken = bookedTimes(demo.bookings.filter(({ status, source }) => !(status === 'CHECK_IN' && source === 'WALK_IN')));
    for (const whose of ['vet', 'room'] as const) {
      for (const [key, spans] of Map.groupBy(taken, (each) => each[whose])) {
        if (key === undefined) continue;
        const inOrder = spans.map(({ span }) => span).toSorted((a, b) => a.start - b.start);
        inOrder.forEach((span, index) => {
          const next = inOrder[index + 1];
          expect(next !== undefined && overlaps(span, next), `${whose} ${key} at ${instantOf(span.start)}`).toBe(false);
        });
      }
    }
    const shifts = demo.shifts.map((shift) => `${shift.staff} ${shift.date}`);
    expect(new Set(shifts).size).toBe(shifts.length);
  });

  it('vaccinates after birth and before death, and the next dates are those of the engine', () => {
    for (const [id, doses] of Map.groupBy(demo.vaccinations, ({ pet }) => pet)) {
      const pet = demo.pet(id);
      expect(doses.every(({ date }) => (pet.born === undefined || date >= pet.born) && (pet.deceased === undefined || date <= pet.deceased))).toBe(true);
      for (const [vaccine, own] of Map.groupBy(doses, (dose) => dose.vaccine)) {
        const protocol = protocolOf(defaultProtocols.protocols, vaccine)!;
        const standings = judge({ pet, validity: { validOnDueDay: false } }, protocol, own);
        for (const { id: dose, standing, nextDue } of own) {
          expect(sameJson(standingFields(standings.get(dose)!), { standing, ...(nextDue !== undefined && { nextDue }) })).toBe(true);
        }
      }
    }
  });

  it('never takes what is not there: the cupboards are the sum of their movements', () => {
    for (const [, own] of Map.groupBy(demo.stock.filter((entry) => entry.kind === 'MOVEMENT'), ({ batch }) => batch)) {
      const inOrder = own.toSorted((a, b) => (a.created.at < b.created.at ? -1 : 1));
      inOrder.forEach(({ move, batch }, index) => {
        const from = fromOf(move);
        if (from !== null) expect(levelAt(stockLevels(inOrder.slice(0, index + 1)), batch, from)).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it('adds up: invoices are their lines, payments and debts are the invoices, each Z is its operations', () => {
    for (const invoice of demo.invoices.filter(issuedInvoice)) {
      const { totals } = invoice.state;
      expect(totals.total).toEqual(sum(totals.lines.map(({ amount }) => amount), 'RUB'));
      const entries = demo.entriesOf(invoice.id);
      const { paid, refunded, left, debt } = invoiceStanding(claimOf(invoice), entries);
      const credited = sum(demo.creditNotes.filter((note) => note.invoice === invoice.id).map(({ total }) => total), 'RUB');
      expect(add(add(paid, left), add(debt, credited)).minor - refunded.minor).toBe(totals.total.minor);
    }
    const opened = new Map(demo.entries('TILL_OPENED').map((shift) => [shift.id, shift]));
    for (const closed of demo.entries('TILL_CLOSED')) {
      const figures = tillFigures(opened.get(closed.till)!, demo.entriesOfTill(closed.till));
      expect(sameJson(figures, closed.figures)).toBe(true);
      expect(closed.counted).toEqual(add(figures.cashExpected, closed.difference));
    }
    expect(zero('RUB').minor).toBe(0);
  });

  it('asks the prices of the list that was valid on the day', () => {
    const services = new Map(demo.services.map((service): [string, Service] => [service.id, service]));
    for (const booking of demo.bookings) {
      const quoted = quoteOf(booking);
      for (const line of quoted.lines) {
        const price = priceOn(services.get(line.service)!, demo.chain(booking.location), quoted.date);
        expect(price).toMatchObject({ ok: true, value: { id: line.price, terms: { base: line.base } } });
      }
      expect(quoted.date).toBe(wallMomentAt(booking.created.at, booking.zone).date);
    }
  });

  it('holds nothing that acceptance would refuse, park or change: every document goes through its collection’s rules', () => {
    expect(demo.judgeAll(collections).filter(({ kind }) => kind !== 'accept')).toEqual([]);
    expect(bookingsCollection.key.name).toBe('bookings');
  });

  it('leaves a line of the audit for every command', () => {
    expect(demo.audit.length).toBeGreaterThan(30_000);
    expect(demo.audit.every(({ outcome }) => outcome.kind === 'DONE')).toBe(true);
  });
});
