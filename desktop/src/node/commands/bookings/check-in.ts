import type { CommandFor } from '../command.ts';
import { targetOf } from './booking-surroundings.ts';
import { changeStatus } from './change-status.ts';

export const checkIn: CommandFor<'bookings', 'checkIn'> = {
  target: targetOf,
  run: (transactor, seen, context) => changeStatus(transactor, seen, context, () => ({ to: 'CHECK_IN' })),
};
