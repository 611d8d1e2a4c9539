import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { changeState } from './change-state.ts';

export const pause: CommandFor<'plans', 'pause'> = {
  target: atThisDesk,
  run: (transactor, { subscription, from }, context) =>
    changeState(transactor, subscription, { status: 'PAUSED', from }, context),
};
