import type { CommandFor } from '../command.ts';
import { atThisDesk } from '../targets.ts';
import { moveInDrawer } from './move-in-drawer.ts';

export const payOut: CommandFor<'till', 'payOut'> = {
  target: atThisDesk,
  run: (transactor, { amount, purpose, note }, context) =>
    moveInDrawer(transactor, { direction: 'OUT', purpose, amount, note }, context),
};
