import type { CommandTable } from '../command.ts';
import { sell } from './sell.ts';

export const packageCommands: CommandTable['packages'] = { sell };
