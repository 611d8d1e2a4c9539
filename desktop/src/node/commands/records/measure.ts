import { mapOk } from '@lapka/shared/base/result.ts';
import { tidyLine } from '@lapka/shared/base/text.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';

export const measure: CommandFor<'records', 'measure'> = {
  run(transactor, { pet, visit, at, measured, remark: typed, confirmed }, context) {
    const { desk, ids, stamp } = context;
    const remark = tidyLine(typed, 200);
    const measurement = {
      id: ids.next<'Measurement'>(),
      at,
      by: stamp.by,
      measured,
      ...(remark === '' ? {} : { remark }),
    };
    const date = dateAt(at, desk.zone);
    const recorded = recordFact(
      transactor,
      { pet, visit },
      (frame) => ({ ...frame, date, kind: 'MEASUREMENT', measurement }),
      context,
      confirmed,
    );
    return mapOk(recorded, ({ id }) => ({ record: id }));
  },
};
