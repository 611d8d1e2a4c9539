import { rub } from '@lapka/shared/testing/builders/catalogue.ts';
import { aTill } from '@lapka/shared/testing/builders/ledger.ts';
import { L1 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const target = { location: L1 };
const given = { ledger: [aTill()] };

export const tillExamples: ExamplesOf<'till'> = {
  open: {
    by: 'U5',
    target,
    writes: ['ledger'],
    call: (bridge, once) => bridge.do.till.open({ ...once, float: rub(5000) }),
  },
  payIn: {
    by: 'U5',
    target,
    given,
    writes: ['ledger'],
    call: (bridge, once) => bridge.do.till.payIn({ ...once, amount: rub(1000), note: 'small coins' }),
  },
  payOut: {
    by: 'U5',
    target,
    given,
    writes: ['ledger'],
    call: (bridge, once) => bridge.do.till.payOut({ ...once, amount: rub(3000), purpose: 'COLLECTION', note: '' }),
  },
  readX: {
    by: 'U5',
    target,
    given,
    writes: [],
    call: (bridge, once) => bridge.do.till.readX(once),
  },
  closeZ: {
    by: 'U5',
    target,
    given,
    writes: ['ledger'],
    call: (bridge, once) => bridge.do.till.closeZ({ ...once, counted: rub(5000), comment: '' }),
  },
};
