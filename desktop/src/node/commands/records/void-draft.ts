import { mapOk } from '@lapka/shared/base/result.ts';
import { voidDraft as called } from '@lapka/shared/domain/records/visit-signing.ts';
import type { CommandFor } from '../command.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';
import { changeVisitBy } from './visit-writing.ts';

export const voidDraft: CommandFor<'records', 'voidDraft'> = {
  run(transactor, { record, reason }, context) {
    const voided = changeVisitBy(transactor, record, (visit, editor) => called(visit, reason, editor), context);
    return mapOk(voided, () => {
      settleTasks(transactor, 'UNSIGNED_DRAFT', [record], reason, context.stamp);
      return { record };
    });
  },
};
