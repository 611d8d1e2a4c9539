import { ok } from '@lapka/shared/base/result.ts';
import { fiscalQueue } from '@lapka/shared/domain/ledger/fiscal-queue.ts';
import { fiscalEntriesOf, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { shiftLine } from './shift-line.ts';

export const till: QueryFor<'money', 'till'> = {
  target: atThisDesk,

  run(reader, _input, { desk, now }) {
    const shift = openTillOf(reader, desk.device);
    const { waiting, daysLeft, blocked } = fiscalQueue(desk.device, fiscalEntriesOf(reader, desk.device), now);
    return ok({
      shift: shift === undefined ? null : shiftLine(reader, shift),
      fiscal: { waiting: waiting.length, daysLeft, blocked },
    });
  },
};
