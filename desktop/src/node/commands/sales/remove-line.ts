import { takeFromDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeDraft } from './drafts.ts';

export const removeLine: CommandFor<'sales', 'removeLine'> = {
  target: atThisDesk,
  run: (transactor, { draft, line }, { stamp }) =>
    changeDraft(transactor, draft, (stored) => takeFromDraft(stored, line, stamp)),
};
