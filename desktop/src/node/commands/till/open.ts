import { mapOk } from '@lapka/shared/base/result.ts';
import { oneCurrency } from '@lapka/shared/domain/amounts.ts';
import { lateEntriesOf, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { tillFigures } from '@lapka/shared/domain/ledger/till-figures.ts';
import { openTill } from '@lapka/shared/domain/ledger/till-rules.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { bookEntries } from '../money/fiscal.ts';
import { entryContext } from '../money/money-context.ts';
import { atThisDesk } from '../targets.ts';

export const open: CommandFor<'till', 'open'> = {
  target: atThisDesk,

  run(transactor, { float }, context) {
    const { device } = context.desk;
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const same = oneCurrency([float], clinic.value.organisation.currency);
    if (!same.ok) return same;
    const request = { id: context.ids.next<'Till'>(), desk: device, float };
    const running = openTillOf(transactor, device);
    const opened = openTill(request, running, lateEntriesOf(transactor, device), entryContext(context));
    if (!opened.ok) return opened;
    const till = opened.value;
    return mapOk(bookEntries(transactor, clinic.value, [till], context), () => ({
      till: till.id,
      figures: tillFigures(till, [till]),
    }));
  },
};
