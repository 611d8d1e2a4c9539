import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { CommandContext } from './command.ts';

/** The day it is at this desk. */
export function todayAt({ now, desk }: Pick<CommandContext, 'now' | 'desk'>): CivilDate {
  return dateAt(now, desk.zone);
}
