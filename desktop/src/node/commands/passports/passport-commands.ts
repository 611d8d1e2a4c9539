import type { CommandTable } from '../command.ts';
import { addEntry } from './add-entry.ts';
import { change } from './change.ts';
import { close } from './close.ts';
import { issue } from './issue.ts';
import { record } from './record.ts';
import { settleClash } from './settle-clash.ts';
import { voidEntry } from './void-entry.ts';

export const passportCommands: CommandTable['passports'] = {
  addEntry,
  change,
  close,
  issue,
  record,
  settleClash,
  voidEntry,
};
