import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { type Instant, laterOf, plusDays } from '../../base/instant.ts';
import { dateAt, firstInstantOf } from '../../base/wall-time.ts';
import type { Client } from '../clients/client.ts';
import { type Vaccination, vaccinationCard } from '../vaccinations/vaccination.ts';
import { dueAfter, type DueVaccination, governingDose, reminderKey } from './due.ts';
import { type FactIndex, messagesOnDay } from './facts.ts';
import { afterQuiet } from './send-time.ts';
import { lastStageDays, type Stage, stageDate, stages } from './stages.ts';
import { stopOf } from './stops.ts';
import { type Moved, type Stop, suppressed, type Verdict } from './verdict.ts';

/** One stage of the ladder of one due vaccination, and what becomes of it. */
export interface ExplainedStage {
  readonly stage: Stage;
  readonly key: string;
  readonly date: CivilDate;
  /** At what moment the ladder alone would send it. */
  readonly plannedAt: Instant;
  readonly verdict: Verdict;
}

/** Why this message, why now, and who stopped it: every stage after one dose, as of a moment. */
export function explainDose(index: FactIndex, dose: Vaccination, now: Instant): ExplainedStage[] {
  const [due] = dueAfter(dose);
  return due === undefined ? [] : explainStages(index, due, laterStop(index, dose), now);
}

/** The same for what is due as things stand. */
export function explainDue(index: FactIndex, due: DueVaccination, now: Instant): ExplainedStage[] {
  return explainStages(index, due, undefined, now);
}

/** What happened to the dose itself afterwards: it was voided, another one followed, or it never counted. */
function laterStop({ vaccinationsOf }: FactIndex, dose: Vaccination): Stop | undefined {
  if (dose.status === 'VOIDED') {
    const [first] = dose.voids;
    return first && { why: 'VOIDED', since: first.stamp.at, by: first.stamp.by };
  }
  const card = vaccinationCard(vaccinationsOf.get(dose.pet) ?? []).filter(({ vaccine }) => vaccine === dose.vaccine);
  const governing = governingDose(card);
  if (governing === undefined || governing.id === dose.id) return undefined;
  return governing.date >= dose.date && dose.standing.counts
    ? { why: 'DONE', record: governing.id, date: governing.date, by: governing.vetName }
    : { why: 'NOT_COUNTED', record: governing.id };
}

function explainStages(index: FactIndex, due: DueVaccination, stop: Stop | undefined, now: Instant): ExplainedStage[] {
  const { settings } = index.facts;
  const zone = index.zoneOf(due.dose.location);
  const stopped = stop ?? stopOf(index, due, now);
  return stages.map((stage) => {
    const date = stageDate(due.anchor, stage);
    const plannedAt = firstInstantOf({ date, time: settings.sendAt, zone });
    const key = reminderKey(due, stage);
    return {
      stage,
      key,
      date,
      plannedAt,
      verdict: verdictOn({ index, due, stage, key, date, plannedAt, stopped, now }),
    };
  });
}

interface StageQuestion {
  readonly index: FactIndex;
  readonly due: DueVaccination;
  readonly stage: Stage;
  readonly key: string;
  readonly date: CivilDate;
  readonly plannedAt: Instant;
  readonly stopped: Stop | undefined;
  readonly now: Instant;
}

function verdictOn(question: StageQuestion): Verdict {
  const { index, due, stage, key, date, plannedAt, stopped, now } = question;
  const sent = index.sent.get(key);
  if (sent !== undefined) return { is: 'SENT', at: sent.at, message: sent.message };
  if (stopped !== undefined) return suppressed(stopped);
  if (!index.facts.settings.stages[stage]) return suppressed({ why: 'SWITCHED_OFF' });
  if (date <= due.dose.date) return suppressed({ why: 'BEFORE_DOSE' });
  const next = laterStageBy(question, now);
  if (next !== undefined) return suppressed({ why: 'OVERTAKEN', by: next });
  if (plusDays(plannedAt, lastStageDays) <= now) return suppressed({ why: 'TOO_LATE' });
  const pet = index.pets.get(due.pet);
  const owner = pet && index.facts.ownerOf(pet.owner);
  return owner === undefined ? suppressed({ why: 'UNKNOWN_HERE' }) : planned(question, owner);
}

/** A stage is over as soon as the next one has come; its message would say less than that one. */
function laterStageBy({ index, due, stage }: StageQuestion, now: Instant): Stage | undefined {
  const { settings } = index.facts;
  const zone = index.zoneOf(due.dose.location);
  return stages
    .slice(stages.indexOf(stage) + 1)
    .filter((each) => settings.stages[each])
    .findLast((each) => firstInstantOf({ date: stageDate(due.anchor, each), time: settings.sendAt, zone }) <= now);
}

/** At the stage's own time; later when that has passed, in the owner's night, or on a day with another message. */
function planned({ index, due, plannedAt, now }: StageQuestion, owner: Client): Verdict {
  const { settings, quiet } = index.facts;
  const awake = (moment: Instant): Instant => afterQuiet(moment, quiet, owner.zone);
  const first = awake(laterOf(plannedAt, now));
  if (messagesOnDay(index, owner, first).size > 0) {
    const zone = index.zoneOf(due.dose.location);
    const nextDay = firstInstantOf({ date: addDays(dateAt(first, zone), 1), time: settings.sendAt, zone });
    return { is: 'PLANNED', sendAt: awake(nextDay), moved: 'ONE_PER_DAY' };
  }
  const moved = movedBecause(plannedAt, first, now);
  return { is: 'PLANNED', sendAt: first, ...(moved !== undefined && { moved }) };
}

function movedBecause(plannedAt: Instant, sendAt: Instant, now: Instant): Moved | undefined {
  if (sendAt === plannedAt) return undefined;
  return plannedAt < now ? 'LATE' : 'QUIET_HOURS';
}
