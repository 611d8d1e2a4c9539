import { mapOk } from '@lapka/shared/base/result.ts';
import { openLateEdits } from '@lapka/shared/domain/records/late-edits.ts';
import { adoptLateEdit, dismissLateEdit } from '@lapka/shared/domain/records/visit-signing.ts';
import type { CommandFor } from '../command.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';
import { changeVisitBy, visitBy } from './visit-writing.ts';

export const settleLateEdit: CommandFor<'records', 'settleLateEdit'> = {
  run(transactor, { record, lateEdit, decision }, context) {
    const addendum = context.ids.next<'Addendum'>();
    const decided = changeVisitBy(
      transactor,
      record,
      (visit, editor) =>
        decision.is === 'ADDED'
          ? adoptLateEdit(visit, lateEdit, { id: addendum, text: decision.text }, editor)
          : dismissLateEdit(visit, lateEdit, editor),
      context,
    );
    return mapOk(decided, (written) => {
      const visit = visitBy(transactor, record);
      const waits = visit.ok && visit.value.status === 'SIGNED' && openLateEdits(visit.value).length > 0;
      if (!waits) settleTasks(transactor, 'LATE_EDIT_OF_SIGNED', [record], '', context.stamp);
      return written;
    });
  },
};
