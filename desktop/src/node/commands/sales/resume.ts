import { mapOk } from '@lapka/shared/base/result.ts';
import { resumeDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import { invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { activeDraftOf } from '@lapka/shared/domain/invoices/reading.ts';
import type { CommandFor } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { atThisDesk } from '../targets.ts';

export const resume: CommandFor<'sales', 'resume'> = {
  target: atThisDesk,

  run(transactor, { draft: id }, { actor, desk, stamp }) {
    const stored = foundOf(transactor, invoices, 'DRAFT_SALE', id);
    if (!stored.ok) return stored;
    const active = activeDraftOf(transactor, actor.id, desk.device);
    const resumed = resumeDraft(stored.value, { desk: desk.device, staff: actor.id }, active, stamp);
    return mapOk(resumed, ({ draft, parked }) => {
      if (parked !== undefined) transactor.put(invoices, parked);
      transactor.put(invoices, draft);
      return { draft: id };
    });
  },
};
