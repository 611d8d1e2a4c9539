import type { CommandTable } from '../command.ts';
import { end } from './end.ts';
import { invoiceMonth } from './invoice-month.ts';
import { pause } from './pause.ts';
import { resume } from './resume.ts';
import { subscribe } from './subscribe.ts';

export const planCommands: CommandTable['plans'] = { subscribe, pause, resume, end, invoiceMonth };
