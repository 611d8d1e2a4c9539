import { addDays, type CivilDate, daysBetween } from '../../base/civil-date.ts';
import type { Instant } from '../../base/instant.ts';
import type { ClientId } from '../clients/client.ts';
import type { Stamp } from '../document.ts';
import type { Recall } from '../inbox/recall.ts';
import { openRecall } from '../inbox/recall-rules.ts';
import type { PetId } from '../pets/pet.ts';
import type { DueVaccination } from './due.ts';
import type { ExplainedStage } from './explain.ts';
import type { FactIndex } from './facts.ts';
import { stageDays } from './stages.ts';
import { stopOf } from './stops.ts';

/** An owner to call, because no message will bring them: there is no consent, or the whole ladder is behind us. */
export interface RecallLine {
  readonly pet: PetId;
  readonly owner: ClientId;
  readonly vaccine: string;
  readonly due: CivilDate;
  readonly daysOverdue: number;
  readonly why: 'NO_CONSENT' | 'LADDER_ENDED';
  readonly lastSent?: Instant;
}

/** Nobody is on the list whose animal is dead, gone, booked or whose owner refused. */
export function recallLine(
  index: FactIndex,
  due: DueVaccination,
  stages: readonly ExplainedStage[],
  now: Instant,
): RecallLine[] {
  const pet = index.pets.get(due.pet);
  const owner = pet && index.facts.ownerOf(pet.owner);
  if (owner === undefined) return [];
  const today = index.clock.dayAt(now, index.zoneOf(due.dose.location));
  const why = reasonToCall(index, due, stages, today, now);
  if (why === undefined) return [];
  const lastSent = stages.flatMap(({ verdict }) => (verdict.is === 'SENT' ? [verdict.at] : [])).at(-1);
  const { pet: id, vaccine, due: date } = due;
  const daysOverdue = daysBetween(date, today);
  return [
    { pet: id, owner: owner.id, vaccine, due: date, daysOverdue, why, ...(lastSent !== undefined && { lastSent }) },
  ];
}

/** The line as the desk works it off: one per animal, vaccine and due date, however often the list is made. */
export function recallOf({ pet, owner, vaccine, due }: RecallLine, stamp: Stamp): Recall {
  return openRecall({ pet, client: owner, vaccine, due }, stamp);
}

function reasonToCall(
  index: FactIndex,
  due: DueVaccination,
  stages: readonly ExplainedStage[],
  today: CivilDate,
  now: Instant,
): RecallLine['why'] | undefined {
  const stop = stopOf(index, due, now);
  if (stop?.why === 'NO_CONSENT') return today >= addDays(due.anchor, stageDays['D-14']) ? 'NO_CONSENT' : undefined;
  if (stop !== undefined) return undefined;
  const isOver = stages.every(({ verdict }) => verdict.is !== 'PLANNED');
  return isOver && today > addDays(due.anchor, stageDays['D+30']) ? 'LADDER_ENDED' : undefined;
}
