import { mapOk } from '@lapka/shared/base/result.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';
import { fileKnown } from './known-files.ts';

export const attach: CommandFor<'records', 'attach'> = {
  run(transactor, { pet, visit, file: named }, context) {
    const file = fileKnown(transactor, named);
    if (!file.ok) return file;
    const recorded = recordFact(
      transactor,
      { pet, visit },
      (frame) => ({ ...frame, kind: 'FILE', file: file.value }),
      context,
    );
    return mapOk(recorded, ({ id }) => ({ record: id }));
  },
};
