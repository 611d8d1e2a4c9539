import { describe, expect, it } from 'vitest';
import { percent } from '../../base/percent.ts';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { aBooking, aQuote, clientId } from '../../testing/builders/bookings.ts';
import { aPlan, aService, rub } from '../../testing/builders/catalogue.ts';
import { aClient } from '../../testing/builders/client.ts';
import { aLine } from '../../testing/builders/invoices.ts';
import { aClientPackage, anEntryContext } from '../../testing/builders/ledger.ts';
import { aStamp, today } from '../../testing/builders/stamp.ts';
import { codeOf, given } from '../../testing/given.ts';
import { reserveVisit } from '../ledger/package-rules.ts';
import { coveredByItself } from './cover-choice.ts';
import { addLines, visitInvoiceId } from './invoice-rules.ts';
import type { Invoice } from './invoice.ts';
import { mergeInvoiceDocuments } from './invoices-merge.ts';
import { subscribe } from './subscription-rules.ts';
import { openVisitInvoice } from './visit-invoice.ts';

const stamp = aStamp();
const booking = aBooking({
  status: 'IN_PROGRESS',
  core: { quotes: [aQuote([aService(), aService({ code: 'NAIL' })])] },
});
const client = aClient({ id: clientId('Volkova') });

describe('the invoice of a visit', () => {
  it('opens with what was quoted, under the id of its booking (C-18, C-05)', () => {
    const invoice = given(openVisitInvoice(booking, client, stamp));
    expect(invoice).toMatchObject({
      id: visitInvoiceId(booking.id),
      purpose: { of: 'VISIT', booking: booking.id, pet: booking.pet },
      client: client.id,
      buyer: 'Волкова Ирина',
      state: { status: 'OPEN' },
    });
    expect(invoice.lines.map(({ code, unitPrice }) => [code, unitPrice])).toEqual([
      ['CONS-1', rub(1500)],
      ['NAIL', rub(1500)],
    ]);
  });

  it('takes the personal discount of the day (R-026, R-066)', () => {
    const discounts = [
      { id: derivedId<'Discount'>('Discount', 'x'), percent: percent(10), from: civilDate('2026-01-01') },
    ];
    const invoice = given(openVisitInvoice(booking, { ...client, discounts }, stamp));
    expect(invoice.discounts).toEqual({ client: percent(10), booking: percent(0) });
  });

  it('is not opened for a visit that did not take place', () => {
    const cancelled = aBooking({ status: 'CANCELLED' });
    expect(codeOf(openVisitInvoice(cancelled, client, stamp))).toBe('VISIT_DID_NOT_HAPPEN');
  });

  it('is one with one set of lines when two desks open it (C-18)', () => {
    const [ours, theirs] = ['DK-A', 'DK-B'].map((device) =>
      given(openVisitInvoice(booking, client, aStamp({ device, operation: device }))),
    );
    const merged = mergeInvoiceDocuments(undefined, ours!, theirs!);
    expect(merged.kind === 'INVOICE' && merged.lines).toHaveLength(2);
  });
});

describe('what was bought ahead', () => {
  const invoice: Invoice = { ...given(openVisitInvoice(booking, client, stamp)), lines: [] };
  const nail = aLine({ code: 'NAIL' });
  const bought = aClientPackage({ client: client.id });
  const reserved = given(
    reserveVisit(
      bought,
      [],
      { booking: booking.id, service: derivedId('Service', 'NAIL'), on: today },
      anEntryContext(),
    ),
  );
  const none = { packages: [], plans: [], documents: [] };
  const plan = given(
    subscribe(
      aPlan(),
      {
        id: derivedId('Subscription', 'puppy'),
        location: booking.location,
        date: today,
        client: client.id,
        pet: booking.pet,
        species: 'DOG',
        monthly: rub(1290),
      },
      stamp,
    ),
  );
  const coversOf = (lines: readonly { readonly cover: { readonly by: string } }[]) =>
    lines.map(({ cover }) => cover.by);

  it('pays with the package visit that was set aside for the booking, for one line of it (C-21)', () => {
    const ahead = { ...none, packages: [{ bought, entries: [bought, ...reserved] }] };
    const lines = coveredByItself(
      invoice,
      [nail, aLine({ code: 'NAIL', id: derivedId('InvoiceLine', '2') })],
      ahead,
      today,
    );
    expect(coversOf(lines)).toEqual(['PACKAGE', 'NOTHING']);
    const unasked = { ...none, packages: [{ bought, entries: [bought] }] };
    expect(coversOf(coveredByItself(invoice, [nail], unasked, today))).toEqual(['NOTHING']);
    const counter: Invoice = { ...invoice, purpose: { of: 'RETAIL' } };
    expect(coversOf(coveredByItself(counter, [nail], ahead, today))).toEqual(['NOTHING']);
  });

  it('pays with the plan of the animal until its visits of the year are used up, also within one invoice', () => {
    const visits = Array.from({ length: 5 }, (_, index) => aLine({ id: derivedId('InvoiceLine', `visit ${index}`) }));
    const ahead = { ...none, plans: [plan] };
    const lines = coveredByItself(invoice, visits, ahead, today);
    expect(coversOf(lines)).toEqual(['PLAN', 'PLAN', 'PLAN', 'PLAN', 'NOTHING']);
    const used = given(addLines(invoice, lines.slice(0, 3), stamp));
    const documents = [{ ...used, id: derivedId<'Invoice'>('Invoice', 'earlier') }, used];
    expect(
      coversOf(
        coveredByItself(used, [aLine({ id: derivedId('InvoiceLine', 'next') })], { ...ahead, documents }, today),
      ),
    ).toEqual(['NOTHING']);
  });

  it('leaves a cover that somebody chose', () => {
    const chosen = aLine({ cover: { by: 'PACKAGE', package: bought.id } });
    expect(coveredByItself(invoice, [chosen], { ...none, plans: [plan] }, today)).toEqual([chosen]);
  });
});
