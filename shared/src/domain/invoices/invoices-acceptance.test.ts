import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { percent } from '../../base/percent.ts';
import { mapOk, type Result } from '../../base/result.ts';
import { aPromotion, rub } from '../../testing/builders/catalogue.ts';
import { aDraftSale, aLine, anInvoice, anIssuedInvoice, aSubscription } from '../../testing/builders/invoices.ts';
import { bookingId, clientId, entryId, invoiceId, totalOf } from '../../testing/builders/ledger.ts';
import { aStamp, at, deviceId, today } from '../../testing/builders/stamp.ts';
import { given } from '../../testing/given.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { MeetingPlace } from '../../testing/meeting-place.ts';
import { describeMergeLaws } from '../../testing/merge-laws.ts';
import { collectionKey } from '../collection-key.ts';
import type { DocumentFields } from '../document.ts';
import type { Task } from '../inbox/task.ts';
import { ledgerCollection } from '../ledger/ledger-collection.ts';
import { balanceOf, ledger } from '../ledger/ledger.ts';
import { creditInvoice } from './credit-rules.ts';
import { sellDraft } from './draft-sale-rules.ts';
import { discardDraft, parkDraft } from './draft-sale-rules.ts';
import { addLines, openInvoice, strikeLine, visitInvoiceId, voidInvoice } from './invoice-rules.ts';
import { type Invoice, type InvoiceDocument, invoiceDocumentSchema, invoices, type InvoiceState } from './invoice.ts';
import { invoicesCollection } from './invoices-collection.ts';
import { mergeInvoiceDocuments, mergeInvoiceDocumentsWithReport } from './invoices-merge.ts';
import { billLateLines, issueInvoice, lateLines, struckTooLate } from './issue-rules.ts';
import { activeDraftOf, creditNotesOf, invoiceOfBooking, openInvoicesOf, subscriptionsOfPet } from './reading.ts';
import { changeSubscription } from './subscription-rules.ts';

const inbox = collectionKey<Task>('inbox');
const meeting = () => new MeetingPlace(invoicesCollection, ledgerCollection);
const bath = aLine({ code: 'SPA-BASE', price: rub(1750) });
const nails = aLine({ code: 'NAIL', price: rub(600) });
const stampOf = (minute: number, device = 'DK-A') =>
  aStamp({ at: at(`11:${String(minute).padStart(2, '0')}`), device, by: 'U5' });
const asInvoice = (document: InvoiceDocument | undefined): Invoice => {
  if (document?.kind !== 'INVOICE') throw new Error('expected an invoice');
  return document;
};
const issuedAt = (invoice: Invoice, minute: number, device: string) =>
  given(
    issueInvoice(
      invoice,
      { sale: entryId(`${device} ${minute}`), number: `L1-${device}-${minute}`, date: today },
      stampOf(minute, device),
    ),
  );

describe('two desks at one invoice', () => {
  const base = anInvoice();

  it('both add lines, and all of them are there', () => {
    const place = meeting();
    place.push(invoices, base);
    place.push(invoices, given(addLines(base, [bath], stampOf(1))), base);
    place.push(invoices, given(addLines(base, [nails], stampOf(2, 'VT-1'))), base, 'VT-1');
    expect(
      asInvoice(place.all(invoices)[0])
        .lines.map(({ code }) => code)
        .toSorted(),
    ).toEqual(['CONS-1', 'NAIL', 'SPA-BASE']);
    expect(place.all(inbox)).toEqual([]);
  });

  it('a strike at one of them stands over what the other one left alone', () => {
    const struck = given(strikeLine(base, base.lines[0]!.id, 'not done', stampOf(1)));
    const longer = given(addLines(base, [bath], stampOf(2)));
    const merged = asInvoice(mergeInvoiceDocuments(base, longer, struck));
    expect(merged.lines.map(({ charge }) => charge.state)).toEqual(['STRUCK', 'CHARGED']);
  });

  it('one issues while the other adds and strikes: the totals stand, and a task names what came too late', () => {
    const place = meeting();
    place.push(invoices, base);
    const { invoice, sale } = issuedAt(base, 5, 'DK-A');
    place.push(invoices, invoice, base);
    place.push(ledger, sale);
    const other = given(
      strikeLine(given(addLines(base, [nails], stampOf(6, 'VT-1'))), base.lines[0]!.id, 'not done', stampOf(7, 'VT-1')),
    );
    place.push(invoices, other, base, 'VT-1');
    const stored = asInvoice(place.all(invoices)[0]);
    expect(stored.state).toMatchObject({ status: 'ISSUED', number: 'L1-DK-A-5', totals: { total: rub(1500) } });
    expect([lateLines(stored), struckTooLate(stored)].map((lines) => lines.map(({ code }) => code))).toEqual([
      ['NAIL'],
      ['CONS-1'],
    ]);
    expect(place.all(inbox)).toMatchObject([
      { task: 'INVOICE_CHANGED_LATE', details: { number: 'L1-DK-A-5', late: ['NAIL'], struck: ['CONS-1'] } },
    ]);
  });

  it('an issue stands over calling it off', () => {
    const called = given(voidInvoice(base, 'cancelled', stampOf(9)));
    const { invoice } = issuedAt(base, 5, 'DK-A');
    expect(asInvoice(mergeInvoiceDocuments(base, called, invoice)).state.status).toBe('ISSUED');
    expect(
      asInvoice(mergeInvoiceDocuments(base, called, given(addLines(base, [bath], stampOf(10))))).state.status,
    ).toBe('VOIDED');
  });
});

describe('an invoice that several desks issue', () => {
  it('is owed once, under the earliest number, in whatever order invoices and sales arrive', () => {
    const desks = ['DK-A', 'DK-B', 'VT-1'];
    const minutes = fc.uniqueArray(fc.nat(50), { minLength: 2, maxLength: 3 });
    const scene = fc.record({
      minutes,
      shuffle: fc.array(fc.nat(1_000), { minLength: 9, maxLength: 9 }),
      supplement: fc.boolean(),
    });
    fc.assert(
      fc.property(scene, ({ minutes: wanted, shuffle, supplement }) => {
        const base = anInvoice();
        const arrivals: { order: number; push: (place: MeetingPlace) => void }[] = [];
        const arrive = (push: (place: MeetingPlace) => void): void => {
          arrivals.push({ order: shuffle[arrivals.length] ?? 0, push });
        };
        for (const [index, minute] of wanted.entries()) {
          const device = desks[index]!;
          const own = given(
            addLines(base, [aLine({ code: `X${index}`, price: rub(100 * (index + 1)) })], stampOf(minute, device)),
          );
          const { invoice, sale } = issuedAt(own, minute, device);
          let last = invoice;
          if (supplement) {
            const late = { ...invoice, lines: [...invoice.lines, aLine({ code: `Y${index}`, price: rub(7) })] };
            const billed = given(
              billLateLines(late, { sale: entryId(`more ${index}`), date: today }, stampOf(55, device)),
            );
            last = billed.invoice;
            arrive((place) => place.push(ledger, billed.sale, undefined, device));
          }
          arrive((place) => place.push(ledger, sale, undefined, device));
          arrive((place) => place.push(invoices, last, base, device));
        }
        const place = meeting();
        place.push(invoices, base);
        for (const { push } of arrivals.toSorted((a, b) => a.order - b.order)) push(place);

        const stored = asInvoice(place.all(invoices)[0]);
        if (!('totals' in stored.state)) throw new Error('expected it issued');
        expect(stored.state.number).toBe(`L1-${desks[wanted.indexOf(Math.min(...wanted))]}-${Math.min(...wanted)}`);
        const owed = balanceOf({ kind: 'RECEIVABLE', invoice: stored.id }, place.all(ledger), 'RUB');
        expect(owed).toEqual(stored.state.totals.total);
        expect(totalOf(place.all(ledger))).toEqual({ RUB: 0 });
        expect(place.all(inbox).some(({ task }) => task === 'INVOICE_CHANGED_LATE')).toBe(true);
        expect(stored.lines).toHaveLength(1 + wanted.length * (supplement ? 2 : 1));
      }),
      { numRuns: 40 },
    );
  });

  it('is the same for the monthly run of two desks: one invoice, one sale, no matter how they meet (R-061)', () => {
    const month = anInvoice({
      id: invoiceId('month'),
      purpose: { of: 'PLAN', subscription: aSubscription().id, month: today },
    });
    const [a, b] = ['DK-A', 'DK-B'].map((device) => issuedAt(month, 1, device));
    const place = meeting();
    for (const each of [b!, a!]) {
      place.push(invoices, each.invoice);
      place.push(ledger, each.sale);
    }
    expect(balanceOf({ kind: 'RECEIVABLE', invoice: month.id }, place.all(ledger), 'RUB')).toEqual(rub(1500));
    const { state } = asInvoice(place.all(invoices)[0]);
    if (!('lost' in state)) throw new Error('expected it issued');
    expect([state.number, ...state.lost.map(({ number }) => number)].toSorted()).toEqual(['L1-DK-A-1', 'L1-DK-B-1']);
  });
});

describe('a number that a copied device used again', () => {
  it('stays as it was printed on both, marks the later one and gives a task', () => {
    const place = meeting();
    const [first, second] = ['1', '2'].map((name) => anIssuedInvoice(anInvoice({ id: invoiceId(name) })).invoice);
    expect(place.push(invoices, first!).kind).toBe('accept');
    expect(place.push(invoices, second!)).toMatchObject({
      kind: 'park',
      reason: 'NUMBER_USED_TWICE',
      document: { state: { number: 'L1-A-000418', numberShared: true } },
    });
    expect(place.all(inbox)).toMatchObject([
      { task: 'NUMBER_USED_TWICE', details: { number: 'L1-A-000418', other: first!.id } },
    ]);
    const unique = place
      .all(invoices)
      .map((document) => invoicesCollection.keys(document).find(({ key }) => key === 'number')?.unique);
    expect(unique.filter(Boolean)).toHaveLength(1);
  });

  it('is marked on credit notes, too, which are otherwise never changed', () => {
    const { invoice } = anIssuedInvoice();
    const note = (name: string, number: string) =>
      given(
        creditInvoice(
          invoice,
          [],
          {
            id: derivedId('CreditNote', name),
            entry: entryId(name),
            number,
            date: today,
            reason: 'x',
            lines: [{ line: invoice.lines[0]!.id, amount: rub(1) }],
          },
          stampOf(1),
        ),
      ).creditNote;
    const place = meeting();
    expect(place.push(invoices, note('1', 'C-1')).kind).toBe('accept');
    expect(place.push(invoices, note('2', 'C-1')).kind).toBe('park');
    expect(place.push(invoices, note('2', 'C-1'))).toMatchObject({
      kind: 'merge',
      document: { state: { numberShared: true } },
    });
    expect(place.push(invoices, note('3', 'C-3')).kind).toBe('accept');
    expect(place.all(invoices)).toHaveLength(3);
  });
});

describe('a promotion whose last use two desks give away (R-067)', () => {
  const using = (
    name: string,
    limits: { totalLimit: number | null; perClientLimit: number | null },
    client = 'Volkova',
  ) => {
    const { id, code, effect, scope, minimum } = aPromotion();
    return anInvoice({
      id: invoiceId(name),
      client: clientId(client),
      promotion: { promotion: id, code, effect, scope, minimum, ...limits },
    });
  };

  it('stays on both invoices, and somebody gets to know', () => {
    const place = meeting();
    const limits = { totalLimit: 1, perClientLimit: null };
    expect(place.push(invoices, using('1', limits)).kind).toBe('accept');
    expect(place.push(invoices, using('2', limits, 'Harris'))).toMatchObject({ kind: 'merge' });
    expect(place.all(inbox)).toMatchObject([{ task: 'PROMOTION_OVERUSED', subject: { id: invoiceId('2') } }]);
  });

  it('counts per client where it is limited per client', () => {
    const place = meeting();
    const limits = { totalLimit: null, perClientLimit: 1 };
    place.push(invoices, using('1', limits));
    place.push(invoices, using('2', limits, 'Harris'));
    expect(place.all(inbox)).toEqual([]);
    place.push(invoices, using('3', limits));
    expect(place.all(inbox)).toHaveLength(1);
  });
});

describe('reading invoices', () => {
  it('finds the invoice of a visit, its credit notes, what a client owes, the draft at hand and the plans of a pet', () => {
    const place = meeting();
    const booking = bookingId('read');
    const { invoice, sale } = anIssuedInvoice(anInvoice({ id: visitInvoiceId(booking) }));
    const line = invoice.lines[0]!.id;
    const request = {
      id: derivedId<'CreditNote'>('CreditNote', 'c'),
      entry: entryId('c'),
      number: 'C-1',
      date: today,
      reason: 'x',
      lines: [{ line, amount: rub(100) }],
    };
    const { creditNote, entry } = given(creditInvoice(invoice, [], request, stampOf(40)));
    for (const document of [invoice, creditNote, aDraftSale(), aSubscription()]) place.push(invoices, document);
    for (const each of [sale, entry]) place.push(ledger, each);
    const world = place.world();
    expect(invoiceOfBooking(world, booking)?.id).toBe(invoice.id);
    expect(invoiceOfBooking(world, bookingId('none'))).toBeUndefined();
    expect(creditNotesOf(world, invoice.id)).toEqual([creditNote]);
    expect(openInvoicesOf(world, clientId('Volkova'))).toEqual([
      { invoice: invoice.id, issuedAt: at('10:30'), due: rub(1400) },
    ]);
    expect(activeDraftOf(world, aDraftSale().staff, aDraftSale().desk)?.id).toBe(aDraftSale().id);
    expect(activeDraftOf(world, aDraftSale().staff, deviceId('DK-B'))).toBeUndefined();
    expect(subscriptionsOfPet(world, aSubscription().pet)).toEqual([aSubscription()]);
  });
});

describe('other documents that two desks changed', () => {
  it('a draft sold at one desk is sold, whatever the other one did with it', () => {
    const draft = aDraftSale({ lines: [bath] });
    const sold = given(sellDraft(draft, '', stampOf(1)));
    for (const other of [given(discardDraft(draft, stampOf(2))), given(parkDraft(draft, 'x', stampOf(3)))]) {
      expect(mergeInvoiceDocuments(draft, sold.draft, other)).toMatchObject({ state: { status: 'SOLD' } });
    }
    expect(given(sellDraft(draft, '', stampOf(4, 'DK-B'))).invoice.id).toBe(sold.invoice.id);
  });

  it('a plan ended at one desk is ended', () => {
    const subscription = aSubscription();
    const ended = given(changeSubscription(subscription, { status: 'ENDED', on: today, reason: 'moved' }, stampOf(1)));
    const paused = given(changeSubscription(subscription, { status: 'PAUSED', from: today }, stampOf(2)));
    expect(mergeInvoiceDocuments(subscription, ended, paused)).toMatchObject({ state: { status: 'ENDED' } });
  });

  it('a document never becomes one of another kind', () => {
    const place = meeting();
    place.push(invoices, anInvoice());
    const other = { ...aDraftSale(), id: anInvoice().id as never };
    expect(place.push(invoices, other)).toEqual({ kind: 'refuse', reason: 'KIND_CHANGED' });
  });
});

/** What a desk may do to the open invoice, each at its own minute, so that no two changes have one stamp. */
const changes = fc
  .record({
    device: fc.constantFrom('DK-A', 'DK-B', 'VT-1'),
    minute: fc.nat(59),
    added: fc.subarray([bath, nails]),
    strike: fc.boolean(),
    client: fc.constantFrom(0, 5, 10).map(percent),
    buyer: fc.constantFrom('Ирина Волкова', 'И. Волкова', 'Irina Volkova'),
    state: fc.constantFrom<InvoiceState['status']>('OPEN', 'VOIDED', 'ISSUED', 'SETTLED'),
  })
  .map(({ device, minute, added, strike, client, buyer, state }): InvoiceDocument => {
    const stamp = stampOf(minute, device);
    const base = anInvoice();
    const longer = given(addLines(base, added, stamp));
    const struck = strike ? given(strikeLine(longer, base.lines[0]!.id, `struck by ${device}`, stamp)) : longer;
    const open: Invoice = { ...struck, buyer, discounts: { ...struck.discounts, client }, changed: stamp };
    if (state === 'OPEN') return open;
    if (state === 'VOIDED') return given(voidInvoice(open, `voided by ${device}`, stamp));
    const charged = open.lines.some(({ charge }) => charge.state === 'CHARGED');
    const { invoice } = issuedAt(charged ? open : anInvoice({ changed: stamp }), minute, device);
    if (state === 'ISSUED' || !('totals' in invoice.state)) return invoice;
    return { ...invoice, state: { ...invoice.state, status: 'SETTLED', entries: 2 } };
  });

describeMergeLaws<DocumentFields>('invoices', {
  merge: (base, ours, theirs) =>
    mergeInvoiceDocuments(base as InvoiceDocument | undefined, ours as InvoiceDocument, theirs as InvoiceDocument),
  changes,
  bases: [anInvoice(), undefined],
  schema: invoiceDocumentSchema,
  typed: (document) => {
    const { buyer, lines, state } = document as Invoice;
    return [
      buyer,
      ...('reason' in state ? [state.reason] : []),
      ...lines.flatMap(({ code, charge }) => [code, ...('reason' in charge ? [charge.reason] : [])]),
    ];
  },
  replaced: (base, ours, theirs) => [
    ...mergeInvoiceDocumentsWithReport(base as Invoice | undefined, ours as Invoice, theirs as Invoice).replaced,
  ],
  runs: 40,
});

describe('hostile invoices', () => {
  it('never leave a rule: whatever somebody types, the answer can be stored or is a coded refusal', () => {
    const storable = (document: InvoiceDocument): InvoiceDocument => invoiceDocumentSchema.parse(document);
    const { invoice } = anIssuedInvoice();
    const open = anInvoice();
    const line = open.lines[0]!.id;
    const note = { id: derivedId<'CreditNote'>('CreditNote', 'c'), entry: entryId('c'), number: 'C-1', date: today };
    const rules: ((text: string) => Result<InvoiceDocument, unknown>)[] = [
      (text) => strikeLine(open, line, text, stampOf(1)),
      (text) => voidInvoice(open, text, stampOf(1)),
      (text) => openInvoice({ ...open, buyer: text }, stampOf(1)),
      (text) => parkDraft(aDraftSale(), text, stampOf(1)),
      (text) =>
        mapOk(
          creditInvoice(invoice, [], { ...note, reason: text, lines: [{ line, amount: 'ALL' }] }, stampOf(1)),
          ({ creditNote }) => creditNote,
        ),
    ];
    for (const rule of rules) expectRuleWithstands((text) => mapOk(rule(text), storable), 40);
  });

  it('are refused by the schema within 50 ms, never thrown about', () => {
    const { invoice } = anIssuedInvoice();
    const goods: InvoiceDocument[] = [invoice, aDraftSale({ lines: [bath] }), aSubscription()];
    for (const good of goods) expectSchemaWithstands(invoiceDocumentSchema, good, 60);
  });

  it('do not get in with two currencies or an amount no sum can hold', () => {
    const odd = { ...bath, unitPrice: { minor: 1, currency: 'EUR' }, travel: { minor: 0, currency: 'EUR' } };
    expect(invoiceDocumentSchema.safeParse({ ...anInvoice(), lines: [odd] }).success).toBe(false);
    expect(
      invoiceDocumentSchema.safeParse({ ...anInvoice(), lines: [{ ...bath, travel: { minor: 0, currency: 'EUR' } }] })
        .success,
    ).toBe(false);
    expect(
      invoiceDocumentSchema.safeParse({ ...anInvoice(), lines: [{ ...bath, quantity: 100_000_000 }] }).success,
    ).toBe(false);
  });
});
