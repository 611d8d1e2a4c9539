import { failure } from '@lapka/shared/base/failure.ts';
import { collect, err, mapOk } from '@lapka/shared/base/result.ts';
import { tidyLine, tidyText } from '@lapka/shared/base/text.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';
import { fileKnown } from './known-files.ts';

export const enterResult: CommandFor<'records', 'enterResult'> = {
  run(transactor, input, context) {
    const { pet, visit, sampled, values } = input;
    const laboratory = tidyLine(input.laboratory, 120);
    const panel = tidyLine(input.panel, 120);
    if (laboratory === '' || panel === '') return err(failure('TEXT_MISSING'));
    const files = collect(input.files.map((file) => fileKnown(transactor, file)));
    if (!files.ok) return files;
    const result = { laboratory, panel, sampled, values, comment: tidyText(input.comment, 4_000), files: files.value };
    const recorded = recordFact(
      transactor,
      { pet, visit },
      (frame) => ({ ...frame, kind: 'LAB_RESULT', ...result }),
      context,
    );
    return mapOk(recorded, ({ id }) => ({ record: id }));
  },
};
