import { mapOk } from '@lapka/shared/base/result.ts';
import { entriesOfTill, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { closeTill } from '@lapka/shared/domain/ledger/till-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { bookEntries } from '../money/fiscal.ts';
import { entryContext } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';

export const closeZ: CommandFor<'till', 'closeZ'> = {
  target: atThisDesk,

  run(transactor, request, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const till = openTillOf(transactor, context.desk.device);
    const entries = till === undefined ? [] : entriesOfTill(transactor, till.id);
    const closed = closeTill(request, till, entries, entryContext(context));
    if (!closed.ok) return closed;
    const { id, till: shift, figures, difference } = closed.value;
    return mapOk(bookEntries(transactor, clinic.value, [closed.value], context), () => ({
      till: shift,
      closing: id,
      figures,
      difference,
    }));
  },
};
