import type { CommandTable } from '../command.ts';
import { create } from './create.ts';
import { reopen } from './reopen.ts';
import { settle } from './settle.ts';
import { take } from './take.ts';

export const taskCommands: CommandTable['tasks'] = { create, reopen, settle, take };
