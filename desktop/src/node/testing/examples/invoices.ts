import { percent } from '@lapka/shared/base/percent.ts';
import { visitInvoiceId } from '@lapka/shared/domain/invoices/invoice-rules.ts';
import type { Invoice } from '@lapka/shared/domain/invoices/invoice.ts';
import { shownOfInvoice } from '@lapka/shared/domain/invoices/reading.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { aClientPackage } from '@lapka/shared/testing/builders/ledger.ts';
import { aLine, anInvoice, anIssuedInvoice, lineId } from '@lapka/shared/testing/builders/invoices.ts';
import { baron, irina, L1 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';
import { atWork, kept, tablets, todaysVisit } from './at-work.ts';

const booking = todaysVisit().id;
const open = anInvoice({
  id: visitInvoiceId(booking),
  purpose: { of: 'VISIT', booking, pet: baron.id },
  client: irina.id,
  lines: [aLine(), aLine({ code: 'NAIL' })],
});
const { invoice: issued, sale } = anIssuedInvoice(open, 'L1-A-000417');
/** A line that another device had added before it knew that the invoice was issued. */
const late: Invoice = { ...issued, lines: [...issued.lines, aLine({ code: 'CONS-2' })] };
const target = { location: L1 };
const seen = seenOf(shownOfInvoice(open));
const bought = aClientPackage({ client: irina.id });

const withTablets = kept((clinic) =>
  clinic.as('U2').do.invoices.addLine({ ...clinic.once(), booking, item: { kind: 'PRODUCT', goods: tablets(14) } }),
);

export const invoiceExamples: ExamplesOf<'invoices'> = {
  addLine: {
    by: 'U4',
    target,
    given: atWork(),
    writes: ['invoices', 'stock'],
    call: (bridge, once) =>
      bridge.do.invoices.addLine({ ...once, booking, item: { kind: 'PRODUCT', goods: tablets(14) } }),
  },
  removeLine: {
    by: 'U2',
    target,
    given: atWork(),
    first: withTablets.first,
    writes: ['invoices', 'stock'],
    call: (bridge, once, clinic) =>
      bridge.do.invoices.removeLine({ ...once, ...withTablets.in(clinic), reason: 'the owner has them at home' }),
  },
  cover: {
    by: 'U5',
    target,
    given: { ...atWork(), invoices: [open], ledger: [bought] },
    writes: ['invoices'],
    call: (bridge, once) =>
      bridge.do.invoices.cover({
        ...once,
        invoice: open.id,
        line: lineId('NAIL'),
        cover: { by: 'PACKAGE', package: bought.id },
      }),
  },
  giveDiscount: {
    by: 'U1',
    target,
    given: { invoices: [open] },
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.invoices.giveDiscount({ ...once, invoice: open.id, share: percent(5), seen }),
  },
  applyPromotion: {
    by: 'U5',
    target,
    given: { invoices: [open] },
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.invoices.applyPromotion({ ...once, invoice: open.id, code: 'AUTUMN10' }),
  },
  issue: {
    by: 'U5',
    target,
    given: { invoices: [open] },
    writes: ['invoices', 'ledger'],
    call: (bridge, once) => bridge.do.invoices.issue({ ...once, invoice: open.id, seen }),
  },
  billLate: {
    by: 'U5',
    target,
    given: { invoices: [late], ledger: [sale] },
    writes: ['invoices', 'ledger'],
    call: (bridge, once) =>
      bridge.do.invoices.billLate({ ...once, invoice: open.id, seen: seenOf(shownOfInvoice(late)) }),
  },
  credit: {
    by: 'U1',
    target,
    given: { invoices: [issued], ledger: [sale] },
    writes: ['invoices', 'ledger'],
    call: (bridge, once) =>
      bridge.do.invoices.credit({
        ...once,
        invoice: open.id,
        lines: [{ line: lineId('NAIL'), amount: 'ALL' }],
        reason: 'he did not let us',
        goodsBack: [],
        seen: seenOf(shownOfInvoice(issued)),
      }),
  },
  void: {
    by: 'U1',
    target,
    given: { invoices: [open] },
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.invoices.void({ ...once, invoice: open.id, reason: 'opened by mistake', seen }),
  },
};
