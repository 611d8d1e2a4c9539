import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeState } from './change-state.ts';

export const resume: CommandFor<'plans', 'resume'> = {
  target: atThisDesk,
  run: (transactor, { subscription }, context) => changeState(transactor, subscription, { status: 'ACTIVE' }, context),
};
