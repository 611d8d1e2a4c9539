import type { CommandTable } from '../command.ts';
import { block } from './block.ts';
import { cancel } from './cancel.ts';
import { change } from './change.ts';
import { changeTemplate } from './change-template.ts';
import { liftBlock } from './lift-block.ts';
import { propose } from './propose.ts';
import { publish } from './publish.ts';

export const shiftCommands: CommandTable['shifts'] = {
  block,
  cancel,
  change,
  changeTemplate,
  liftBlock,
  propose,
  publish,
};
