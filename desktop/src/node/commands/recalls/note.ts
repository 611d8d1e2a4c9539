import { mapOk } from '@lapka/shared/base/result.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { noteCall } from '@lapka/shared/domain/inbox/recall-rules.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const note: CommandFor<'recalls', 'note'> = {
  run(transactor, { recall, ...call }, { ids, stamp }) {
    const id = ids.next<'Call'>();
    const changed = changeOneOf(transactor, inbox, 'RECALL', recall, (stored) =>
      noteCall(stored, { id, ...call }, stamp),
    );
    return mapOk(changed, () => ({ recall }));
  },
};
