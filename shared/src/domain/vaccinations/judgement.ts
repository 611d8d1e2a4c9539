import { present } from '../../base/assert.ts';
import { sameJson } from '../../base/json.ts';
import type { Stamp } from '../document.ts';
import type { Pet } from '../pets/pet.ts';
import { type Standing, standingsOf, type ValidityRule } from './dose-series.ts';
import type { Protocol } from './protocol.ts';
import type { GivenVaccination, Vaccination } from './vaccination.ts';

/** The doses of one vaccine that count or might. */
export function dosesOf(history: readonly Vaccination[], { vaccine }: Protocol): GivenVaccination[] {
  return history.filter((each) => each.status === 'GIVEN').filter((each) => each.vaccine === vaccine);
}

/** What of a dose its standing depends on. */
export type DoseFacts = Pick<GivenVaccination, 'id' | 'date' | 'startsSeries' | 'atRisk' | 'due'>;

/** What each of these doses is worth among all of them. */
export function judge(
  { pet, validity }: { readonly pet: Pet; readonly validity: ValidityRule },
  protocol: Protocol,
  doses: readonly DoseFacts[],
): ReadonlyMap<string, Standing> {
  const seen = doses.map(({ id, date, startsSeries, atRisk, due }) => ({
    id,
    date,
    startsSeries,
    atRisk,
    chosenDue: due.by === 'VET' ? due.date : undefined,
  }));
  return standingsOf(protocol, pet.born, seen, validity);
}

/** The doses whose standing or next date is another now, and the one that was changed itself. */
export function recalculated(
  doses: readonly GivenVaccination[],
  standings: ReadonlyMap<string, Standing>,
  stamp: Stamp,
  changed?: GivenVaccination['id'],
): GivenVaccination[] {
  return doses.flatMap(({ standing, nextDue, ...dose }) => {
    const fields = standingFields(present(standings.get(dose.id), 'the standing of each dose'));
    const before = { standing, ...(nextDue !== undefined && { nextDue }) };
    return dose.id === changed || !sameJson(fields, before) ? [{ ...dose, ...fields, changed: stamp }] : [];
  });
}

/** A standing as a dose stores it. */
export function standingFields({ nextDue, ...standing }: Standing): Pick<GivenVaccination, 'standing' | 'nextDue'> {
  return { standing, ...(nextDue !== undefined && { nextDue }) };
}
