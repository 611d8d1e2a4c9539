import type { CommandFor } from '../command.ts';
import { targetOf } from './booking-surroundings.ts';
import { changeStatus } from './change-status.ts';

export const cancel: CommandFor<'bookings', 'cancel'> = {
  target: targetOf,
  run: (transactor, { reason, ...seen }, context) =>
    changeStatus(transactor, seen, context, () => ({ to: 'CANCELLED', reason })),
};
