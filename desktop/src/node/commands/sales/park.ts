import { mapOk } from '@lapka/shared/base/result.ts';
import { parkDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeDraft } from './drafts.ts';

export const park: CommandFor<'sales', 'park'> = {
  target: atThisDesk,
  run: (transactor, { draft, label }, { stamp }) =>
    mapOk(
      changeDraft(transactor, draft, (stored) => parkDraft(stored, label, stamp)),
      () => ({ draft }),
    ),
};
