import type { CivilDate } from '../../base/civil-date.ts';
import type { Instant } from '../../base/instant.ts';
import { dateAt, firstInstantOf, type WallTime } from '../../base/wall-time.ts';
import type { Zone } from '../../base/zone.ts';
import { afterQuiet } from './send-time.ts';
import type { QuietHours } from './stages.ts';

/** What one planning run asks of clocks on walls. Thousands of animals ask the same few things, so each is worked out once. */
export interface WallClock {
  /** When messages of a day go out, by the clock of a place. */
  sendTime(date: CivilDate, place: Zone): Instant;
  /** The moment, or the end of the owner's night it falls into. */
  awake(moment: Instant, owner: Zone): Instant;
  dayAt(moment: Instant, place: Zone): CivilDate;
}

export function createWallClock(sendAt: WallTime, quiet: QuietHours): WallClock {
  return {
    sendTime: onceFor((date: CivilDate, zone) => firstInstantOf({ date, time: sendAt, zone })),
    awake: onceFor((moment: Instant, zone) => afterQuiet(moment, quiet, zone)),
    dayAt: onceFor((moment: Instant, zone) => dateAt(moment, zone)),
  };
}

function onceFor<When extends string, Answer>(ask: (when: When, zone: Zone) => Answer): typeof ask {
  const known = new Map<string, Answer>();
  return (when, zone) => {
    const key = `${when} ${zone}`;
    const answer = known.get(key) ?? ask(when, zone);
    known.set(key, answer);
    return answer;
  };
}
