import type { CommandTable } from '../command.ts';
import { advance } from './advance.ts';
import { assign } from './assign.ts';
import { open } from './open.ts';

export const enquiryCommands: CommandTable['enquiries'] = { advance, assign, open };
