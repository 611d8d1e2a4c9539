import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { shownOfVisit } from '@lapka/shared/domain/records/visit-content.ts';
import { signVisit } from '@lapka/shared/domain/records/visit-signing.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import type { CommandFor } from '../command.ts';
import { settleTasks } from '../inbox/settle-tasks.ts';
import { changeVisitBy } from './visit-writing.ts';

export const sign: CommandFor<'records', 'sign'> = {
  run(transactor, { record, seen }, context) {
    const signed = changeVisitBy(
      transactor,
      record,
      (visit, editor) => andThen(stillAsSeen(shownOfVisit(visit), seen), () => signVisit(visit, editor)),
      context,
    );
    return mapOk(signed, (written) => {
      settleTasks(transactor, 'UNSIGNED_DRAFT', [record], '', context.stamp);
      return written;
    });
  },
};
