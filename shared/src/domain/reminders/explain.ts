import { addDays, type CivilDate } from '../../base/civil-date.ts';
import { type Instant, laterOf, plusDays } from '../../base/instant.ts';
import type { Client } from '../clients/client.ts';
import { type Vaccination, vaccinationCard } from '../vaccinations/vaccination.ts';
import { dueAfter, type DueVaccination, governingDose, reminderKey } from './due.ts';
import { type FactIndex, messagesOnDay } from './facts.ts';
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
  const zone = index.zoneOf(due.dose.location);
  const ladder = stages.map((stage) => {
    const date = stageDate(due.anchor, stage);
    return { stage, key: reminderKey(due, stage), date, plannedAt: index.clock.sendTime(date, zone) };
  });
  const { settings } = index.facts;
  const current = ladder.findLast(({ stage, plannedAt }) => settings.stages[stage] && plannedAt <= now);
  const situation = { index, due, stopped: stop ?? stopOf(index, due, now), current: current?.stage, now };
  return ladder.map((step) => ({ ...step, verdict: verdictOn(step, situation) }));
}

type Step = Omit<ExplainedStage, 'verdict'>;

interface Situation {
  readonly index: FactIndex;
  readonly due: DueVaccination;
  readonly stopped: Stop | undefined;
  /** The last stage that has come. */
  readonly current: Stage | undefined;
  readonly now: Instant;
}

function verdictOn(step: Step, situation: Situation): Verdict {
  const { index, due, stopped, current, now } = situation;
  const { stage, key, date, plannedAt } = step;
  const sent = index.sent.get(key);
  if (sent !== undefined) return { is: 'SENT', at: sent.at, message: sent.message };
  if (stopped !== undefined) return suppressed(stopped);
  if (!index.facts.settings.stages[stage]) return suppressed({ why: 'SWITCHED_OFF' });
  if (date <= due.dose.date) return suppressed({ why: 'BEFORE_DOSE' });
  // The message of a stage says less than that of the next one, once that has come.
  if (current !== undefined && stages.indexOf(stage) < stages.indexOf(current)) {
    return suppressed({ why: 'OVERTAKEN', by: current });
  }
  if (plannedAt < now && plusDays(plannedAt, lastStageDays) <= now) return suppressed({ why: 'TOO_LATE' });
  const pet = index.pets.get(due.pet);
  const owner = pet && index.facts.ownerOf(pet.owner);
  return owner === undefined ? suppressed({ why: 'UNKNOWN_HERE' }) : planned(step, situation, owner);
}

/** At the stage's own time; later when that has passed, in the owner's night, or on a day with another message. */
function planned({ plannedAt }: Step, { index, due, now }: Situation, owner: Client): Verdict {
  const { clock } = index;
  const first = clock.awake(laterOf(plannedAt, now), owner.zone);
  if (messagesOnDay(index, owner, first).size > 0) {
    const zone = index.zoneOf(due.dose.location);
    const nextDay = clock.sendTime(addDays(clock.dayAt(first, zone), 1), zone);
    return { is: 'PLANNED', sendAt: clock.awake(nextDay, owner.zone), moved: 'ONE_PER_DAY' };
  }
  const moved = movedBecause(plannedAt, first, now);
  return { is: 'PLANNED', sendAt: first, ...(moved !== undefined && { moved }) };
}

function movedBecause(plannedAt: Instant, sendAt: Instant, now: Instant): Moved | undefined {
  if (sendAt === plannedAt) return undefined;
  return plannedAt < now ? 'LATE' : 'QUIET_HOURS';
}
