import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { tidyText } from '@lapka/shared/base/text.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';

export const note: CommandFor<'records', 'note'> = {
  run(transactor, { pet, visit, text: typed }, context) {
    const text = tidyText(typed, 20_000);
    if (text === '') return err(failure('TEXT_MISSING'));
    const recorded = recordFact(transactor, { pet, visit }, (frame) => ({ ...frame, kind: 'NOTE', text }), context);
    return mapOk(recorded, ({ id }) => ({ record: id }));
  },
};
