import type { CommandTable } from '../command.ts';
import { closeZ } from './close-z.ts';
import { open } from './open.ts';
import { payIn } from './pay-in.ts';
import { payOut } from './pay-out.ts';
import { readX } from './read-x.ts';

export const tillCommands: CommandTable['till'] = { open, payIn, payOut, readX, closeZ };
