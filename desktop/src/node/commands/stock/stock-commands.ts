import type { CommandTable } from '../command.ts';
import { adjust } from './adjust.ts';
import { cancelCount } from './cancel-count.ts';
import { count } from './count.ts';
import { dispense } from './dispense.ts';
import { drawControlled } from './draw-controlled.ts';
import { finishCount } from './finish-count.ts';
import { order } from './order.ts';
import { quarantine } from './quarantine.ts';
import { receive } from './receive.ts';
import { receiveTransfer } from './receive-transfer.ts';
import { reverse } from './reverse.ts';
import { reverseControlled } from './reverse-controlled.ts';
import { startCount } from './start-count.ts';
import { stepOrder } from './step-order.ts';
import { transfer } from './transfer.ts';
import { witness } from './witness.ts';

export const stockCommands: CommandTable['stock'] = {
  order,
  stepOrder,
  receive,
  dispense,
  transfer,
  receiveTransfer,
  adjust,
  quarantine,
  reverse,
  witness,
  drawControlled,
  reverseControlled,
  startCount,
  count,
  finishCount,
  cancelCount,
};
