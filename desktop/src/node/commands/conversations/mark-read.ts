import { mapOk, ok } from '@lapka/shared/base/result.ts';
import { markRead as decide } from '@lapka/shared/domain/inbox/conversation-rules.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const markRead: CommandFor<'conversations', 'markRead'> = {
  run: (transactor, { conversation, upTo }, { stamp }) =>
    mapOk(
      changeOneOf(transactor, inbox, 'CONVERSATION', conversation, (stored) =>
        ok(decide(stored, 'CLINIC', upTo, stamp)),
      ),
      () => ({ conversation }),
    ),
};
