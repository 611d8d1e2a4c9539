import { beforeAll, describe, expect, it } from 'vitest';
import { civilDate } from '../base/civil-date.ts';
import { instantOf } from '../base/instant.ts';
import { add, sum, zero } from '../base/money.ts';
import { wallMomentAt } from '../base/wall-time.ts';
import { bookedTimes } from '../domain/bookings/booking-times.ts';
import { quoteOf } from '../domain/bookings/booking.ts';
import { priceOn } from '../domain/catalogue/prices.ts';
import type { Service } from '../domain/catalogue/catalogue.ts';
import { collections } from '../domain/collections.ts';
import { issuedInvoice, DemoBook } from './testing/demo-book.ts';
import { claimOf } from '../domain/invoices/settlement.ts';
import { invoiceStanding } from '../domain/ledger/invoice-standing.ts';
import { tillFigures } from '../domain/ledger/till-figures.ts';
import { levelAt, stockLevels } from '../domain/stock/levels.ts';
import { fromOf } from '../domain/stock/movement.ts';
import { defaultProtocols } from '../domain/vaccinations/default-protocols.ts';
import { judge, standingFields } from '../domain/vaccinations/judgement.ts';
import { protocolOf } from '../domain/vaccinations/protocol.ts';
import { sameJson } from '../base/json.ts';
import { overlaps } from '../base/span.ts';
import { usualOptions } from './demo-options.ts';

/** Another language and another today: the checks hold for every demo. */
const options = { ...usualOptions, language: 'en', today: civilDate('2027-03-29') } as const;
let demo: DemoBook;

beforeAll(() => {
  demo = DemoBook.of(options);
}, 240_000);

const count = <T>(things: readonly T[], is: (thing: T) => boolean): number => things.filter(is).length;

describe('the demo clinic checks itself (§10)', () => {
  it('never has two visits in one slot of a vet or a room, and no vet in two places at once', () => {
    const taken = bookedTimes(
      demo.bookings.filter(({ status, source }) => !(status === 'CHECK_IN' && source === 'WALK_IN')),
    );
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
      expect(
        doses.every(
          ({ date }) =>
            (pet.born === undefined || date >= pet.born) && (pet.deceased === undefined || date <= pet.deceased),
        ),
      ).toBe(true);
      for (const [vaccine, own] of Map.groupBy(doses, (dose) => dose.vaccine)) {
        const protocol = protocolOf(defaultProtocols.protocols, vaccine)!;
        const standings = judge({ pet, validity: { validOnDueDay: false } }, protocol, own);
        for (const { id: dose, standing, nextDue } of own) {
          expect(
            sameJson(standingFields(standings.get(dose)!), { standing, ...(nextDue !== undefined && { nextDue }) }),
          ).toBe(true);
        }
      }
    }
  });

  it('never takes what is not there: the cupboards are the sum of their movements', () => {
    for (const [, own] of Map.groupBy(
      demo.stock.filter((entry) => entry.kind === 'MOVEMENT'),
      ({ batch }) => batch,
    )) {
      const inOrder = own.toSorted((a, b) => (a.created.at < b.created.at ? -1 : 1));
      inOrder.forEach(({ move, batch }, index) => {
        const from = fromOf(move);
        const left = from === null ? 0 : levelAt(stockLevels(inOrder.slice(0, index + 1)), batch, from);
        expect(left).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it('adds up: invoices are their lines, payments and debts are the invoices, each Z is its operations', () => {
    for (const invoice of demo.invoices.filter(issuedInvoice)) {
      const { totals } = invoice.state;
      expect(totals.total).toEqual(
        sum(
          totals.lines.map(({ amount }) => amount),
          'RUB',
        ),
      );
      const entries = demo.entriesOf(invoice.id);
      const { paid, refunded, left, debt } = invoiceStanding(claimOf(invoice), entries);
      const credited = sum(
        demo.creditNotes.filter((note) => note.invoice === invoice.id).map(({ total }) => total),
        'RUB',
      );
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
    const judged = demo.judgeAll(collections);
    expect(judged.filter(({ isFulfilled }) => !isFulfilled)).toEqual([]);
    expect(count(judged, ({ decided }) => decided.kind === 'merge')).toBe(6);
  }, 120_000);

  it('leaves a line of the audit for every command', () => {
    expect(demo.audit.length).toBeGreaterThan(30_000);
    expect(demo.audit.every(({ outcome }) => outcome.kind === 'DONE')).toBe(true);
  });
});
