import type { CivilDate } from '@lapka/shared/base/civil-date.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import type { DeskIdentity } from '../desk-identity.ts';

/** The day it is at this desk. */
export function todayAt({ now, desk }: { readonly now: Instant; readonly desk: DeskIdentity }): CivilDate {
  return dateAt(now, desk.zone);
}
