import { tidyLine } from '@lapka/shared/base/text.ts';
import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeState } from './change-state.ts';

export const end: CommandFor<'plans', 'end'> = {
  target: atThisDesk,
  run: (transactor, { subscription, on, reason }, context) =>
    changeState(transactor, subscription, { status: 'ENDED', on, reason: tidyLine(reason, 500) }, context),
};
