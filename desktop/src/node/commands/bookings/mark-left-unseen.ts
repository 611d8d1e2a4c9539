import { onlyDefined } from '@lapka/shared/base/optional.ts';
import type { CommandFor } from '../command.ts';
import { targetOf } from './booking-surroundings.ts';
import { changeStatus } from './change-status.ts';

export const markLeftUnseen: CommandFor<'bookings', 'markLeftUnseen'> = {
  target: targetOf,
  run: (transactor, { note, ...seen }, context) =>
    changeStatus(transactor, seen, context, () => ({ to: 'NO_SHOW', ...onlyDefined({ note }) })),
};
