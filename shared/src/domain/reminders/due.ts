import { type CivilDate, earlierDate } from '../../base/civil-date.ts';
import type { PetId } from '../pets/pet.ts';
import { type GivenVaccination, vaccinationCard, type Vaccination } from '../vaccinations/vaccination.ts';
import type { Stage } from './stages.ts';

/** One vaccination of one animal that will be, or is, due. */
export interface DueVaccination {
  readonly pet: PetId;
  readonly vaccine: string;
  readonly due: CivilDate;
  /** The day the stages count from: the last day on which everything is in order. */
  readonly anchor: CivilDate;
  /** The dose that says so. */
  readonly dose: Vaccination;
}

/** Names a message for ever: whatever is started twice, it goes out once (story 12 h). */
export function reminderKey({ pet, vaccine, due }: DueVaccination, stage: Stage): string {
  return `${pet} ${vaccine} ${due} ${stage}`;
}

/** What is due for the animals of these vaccinations: one line per animal and vaccine, in a fixed order. */
export function dueVaccinations(vaccinations: readonly Vaccination[]): DueVaccination[] {
  const byVaccine = Map.groupBy(vaccinationCard(vaccinations), ({ pet, vaccine }) => `${pet} ${vaccine}`);
  return [...byVaccine]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, card]) => {
      const dose = governingDose(card);
      return dose === undefined ? [] : dueAfter(dose);
    });
}

/** The dose that decides what is due: the last that counts, or the last of all when none does. */
export function governingDose(card: readonly GivenVaccination[]): GivenVaccination | undefined {
  return card.find(({ standing }) => standing.counts) ?? card[0];
}

export function dueAfter(dose: Vaccination): DueVaccination[] {
  const { pet, vaccine, nextDue: due, standing } = dose;
  if (due === undefined) return [];
  const lastValid = standing.counts ? standing.validUntil : undefined;
  return [{ pet, vaccine, due, anchor: lastValid === undefined ? due : earlierDate(due, lastValid), dose }];
}
