import type { CommandTable } from '../command.ts';
import { addLine } from './add-line.ts';
import { discard } from './discard.ts';
import { park } from './park.ts';
import { removeLine } from './remove-line.ts';
import { resume } from './resume.ts';
import { sell } from './sell.ts';

export const saleCommands: CommandTable['sales'] = { addLine, removeLine, park, resume, discard, sell };
