import { derivedId } from '@lapka/shared/base/id.ts';
import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aDraftSale, aProductLine, lineId } from '@lapka/shared/testing/builders/invoices.ts';
import { aTill } from '@lapka/shared/testing/builders/ledger.ts';
import { baron, cupboards, L1 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';
import { atWork, cash, tablets } from './at-work.ts';

const target = { location: L1 };
/** Ten tablets for 620.00 on the counter. */
const rungUp = aDraftSale({ lines: [aProductLine()] });
const parked = aDraftSale({ lines: [aProductLine()], label: 'the lady in red', state: { status: 'PARKED' } });
const given = { ...cupboards(), invoices: [rungUp], ledger: [aTill()] };
const draft = rungUp.id;
const { product, pack, count } = tablets(10);

export const saleExamples: ExamplesOf<'sales'> = {
  addLine: {
    by: 'U5',
    target,
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.sales.addLine({ ...once, product, pack, count }),
  },
  removeLine: {
    by: 'U5',
    target,
    given,
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.sales.removeLine({ ...once, draft, line: lineId('AB-AMC') }),
  },
  park: {
    by: 'U5',
    target,
    given,
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.sales.park({ ...once, draft, label: 'the lady in red' }),
  },
  resume: {
    by: 'U5',
    target,
    given: { invoices: [parked] },
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.sales.resume({ ...once, draft }),
  },
  discard: {
    by: 'U5',
    target,
    given,
    writes: ['invoices'],
    call: (bridge, once) => bridge.do.sales.discard({ ...once, draft }),
  },
  sell: {
    by: 'U5',
    target,
    given,
    writes: ['invoices', 'ledger', 'stock'],
    call: (bridge, once) =>
      bridge.do.sales.sell({ ...once, draft, client: null, payments: [cash(1000)], asked: rub(620), scanned: [] }),
  },
};

export const packageExamples: ExamplesOf<'packages'> = {
  sell: {
    by: 'U5',
    target,
    given: atWork(),
    writes: ['invoices', 'ledger'],
    call: (bridge, once) =>
      bridge.do.packages.sell({
        ...once,
        pet: baron.id,
        template: derivedId('PackageTemplate', 'NAIL-5'),
        payments: [cash(1600)],
      }),
  },
};
