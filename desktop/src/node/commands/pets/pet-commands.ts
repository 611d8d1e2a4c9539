import type { CommandTable } from '../command.ts';
import { archive } from './archive.ts';
import { change } from './change.ts';
import { changeCoOwners } from './change-co-owners.ts';
import { changeOwner } from './change-owner.ts';
import { changeWarnings } from './change-warnings.ts';
import { markChip } from './mark-chip.ts';
import { register } from './register.ts';
import { reportDeath } from './report-death.ts';
import { weigh } from './weigh.ts';
import { withdrawDeath } from './withdraw-death.ts';

export const petCommands: CommandTable['pets'] = {
  archive,
  change,
  changeCoOwners,
  changeOwner,
  changeWarnings,
  markChip,
  register,
  reportDeath,
  weigh,
  withdrawDeath,
};
