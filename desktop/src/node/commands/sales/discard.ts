import { mapOk } from '@lapka/shared/base/result.ts';
import { discardDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeDraft } from './drafts.ts';

export const discard: CommandFor<'sales', 'discard'> = {
  target: atThisDesk,
  run: (transactor, { draft }, { stamp }) =>
    mapOk(
      changeDraft(transactor, draft, (stored) => discardDraft(stored, stamp)),
      () => ({ draft }),
    ),
};
