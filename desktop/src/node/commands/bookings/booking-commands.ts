import type { CommandTable } from '../command.ts';
import { arrive } from './arrive.ts';
import { assign } from './assign.ts';
import { book } from './book.ts';
import { callOut } from './call-out.ts';
import { cancel } from './cancel.ts';
import { checkIn } from './check-in.ts';
import { checkOut } from './check-out.ts';
import { complete } from './complete.ts';
import { confirm } from './confirm.ts';
import { hold } from './hold.ts';
import { markLeftUnseen } from './mark-left-unseen.ts';
import { markNoShow } from './mark-no-show.ts';
import { move } from './move.ts';
import { release } from './release.ts';
import { requote } from './requote.ts';
import { settleConflict } from './settle-conflict.ts';
import { start } from './start.ts';
import { startTravel } from './start-travel.ts';
import { walkIn } from './walk-in.ts';

export const bookingCommands: CommandTable['bookings'] = {
  arrive,
  assign,
  book,
  callOut,
  cancel,
  checkIn,
  checkOut,
  complete,
  confirm,
  hold,
  markLeftUnseen,
  markNoShow,
  move,
  release,
  requote,
  settleConflict,
  start,
  startTravel,
  walkIn,
};
