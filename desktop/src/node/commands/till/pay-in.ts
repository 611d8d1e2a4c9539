import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { moveInDrawer } from './move-in-drawer.ts';

export const payIn: CommandFor<'till', 'payIn'> = {
  target: atThisDesk,
  run: (transactor, { amount, note }, context) =>
    moveInDrawer(transactor, { direction: 'IN', purpose: 'CHANGE', amount, note }, context),
};
