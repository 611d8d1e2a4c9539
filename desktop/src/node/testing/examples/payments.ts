import { anEntryContext, aTill, entryId } from '@lapka/shared/testing/builders/ledger.ts';
import { present } from '@lapka/shared/base/assert.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { visitInvoiceId } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import { depositToWallet } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import { money } from '@lapka/shared/base/money.ts';
import { setPreference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aStamp } from '@lapka/shared/testing/builders/stamp.ts';
import { given as made } from '@lapka/shared/testing/given.ts';
import { billed } from '../billed.ts';
import { type ClinicDocuments, irina, L1 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';
import { atWork, cash, firstOf, kept, todaysVisit } from './at-work.ts';

const target = { location: L1 };
const visit = todaysVisit('CHECK_OUT');
const bill = billed(visit);
const invoice = visitInvoiceId(visit.id);
const owed: ClinicDocuments = { ...bill, ledger: [aTill(), ...(bill.ledger ?? [])] };
const pay = { of: { what: 'VISIT' as const, booking: visit.id }, payments: [cash(2000)], asked: rub(1500) };
/** A visit of 1,500.00 that was paid, and of which 500.00 were credited afterwards. */
const credited = kept(async (clinic) => {
  const { payments } = await clinic.as('U5').do.payments.take({ ...clinic.once(), ...pay });
  const stored = clinic.read((reader) => reader.get(invoices, invoice));
  if (stored?.kind !== 'INVOICE') throw new Error('there is no bill');
  const [line] = stored.lines;
  await clinic.as('U1').do.invoices.credit({
    ...clinic.once(),
    invoice,
    lines: [{ line: present(line, 'the consultation').id, amount: rub(500) }],
    reason: 'a kindness',
    goodsBack: [],
    seen: seenOf(shownOfInvoice(stored)),
  });
  return { payments };
});
const onAccount = made(
  setPreference(
    undefined,
    { key: preferences.onAccount.key, scope: { of: 'ORGANISATION' }, value: { type: 'BOOLEAN', value: true } },
    aStamp(),
  ),
);

export const paymentExamples: ExamplesOf<'payments'> = {
  take: {
    by: 'U5',
    target,
    given: atWork('CHECK_OUT'),
    writes: ['bookings', 'invoices', 'ledger'],
    call: (bridge, once) => bridge.do.payments.take({ ...once, ...pay }),
  },
  takeDebts: {
    by: 'U5',
    target,
    given: owed,
    writes: ['invoices', 'ledger'],
    call: (bridge, once) =>
      bridge.do.payments.takeDebts({ ...once, client: irina.id, payment: cash(2000), asked: rub(1500) }),
  },
  refund: {
    by: 'U1',
    target,
    given: atWork('CHECK_OUT'),
    first: credited.first,
    writes: ['ledger'],
    call: (bridge, once, clinic) =>
      bridge.do.payments.refund({
        ...once,
        payment: firstOf(credited.in(clinic).payments),
        amount: rub(500),
        to: 'SAME_WAY',
        reference: '',
        reason: 'credited',
      }),
  },
  putOnAccount: {
    by: 'U1',
    target,
    given: { ...owed, settings: [onAccount] },
    writes: ['invoices', 'ledger'],
    call: (bridge, once) => bridge.do.payments.putOnAccount({ ...once, invoice, amount: rub(1500), asked: rub(1500) }),
  },
};

const filled = made(
  depositToWallet(
    { id: entryId('filled'), client: irina.id, amount: rub(2000), way: { method: 'CASH' } },
    aTill(),
    anEntryContext(),
  ),
);
const wallet: ClinicDocuments = { ledger: [aTill(), filled] };

export const walletExamples: ExamplesOf<'wallets'> = {
  deposit: {
    by: 'U5',
    target,
    given: wallet,
    writes: ['ledger'],
    call: (bridge, once) =>
      bridge.do.wallets.deposit({ ...once, client: irina.id, amount: rub(1200), way: { method: 'CASH' } }),
  },
  withdraw: {
    by: 'U1',
    target,
    given: wallet,
    writes: ['ledger'],
    call: (bridge, once) =>
      bridge.do.wallets.withdraw({ ...once, client: irina.id, amount: rub(500), way: { method: 'CASH' } }),
  },
  correct: {
    by: 'U1',
    target,
    given: wallet,
    writes: ['ledger'],
    call: (bridge, once) =>
      bridge.do.wallets.correct({ ...once, client: irina.id, change: money(-5_000, 'RUB'), reason: 'booked twice' }),
  },
};
