import { addMonths, type CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { Pet, Species } from '../pets/pet.ts';
import type { GivenVaccination } from './vaccination.ts';

/** What the vet enters; everything else follows. */
export interface VaccinationRequest {
  readonly id: GivenVaccination['id'];
  readonly vaccine: string;
  readonly date: CivilDate;
  readonly vetName: string;
}

export type VaccinationRefusal = Failure<
  'PET_DECEASED' | 'DATE_IN_FUTURE' | 'BEFORE_BIRTH' | 'VACCINE_UNKNOWN' | 'WRONG_SPECIES'
>;

interface Protocol {
  readonly species: readonly Species[];
  readonly boosterMonths: number;
}

/** How long a dose lasts by default (10.5 of the domain); a clinic's own protocols replace this table. */
const protocols: Readonly<Record<string, Protocol>> = {
  'V-RAB': { species: ['DOG', 'CAT', 'FERRET'], boosterMonths: 12 },
  'V-KC': { species: ['DOG'], boosterMonths: 12 },
  'V-MYX': { species: ['RABBIT'], boosterMonths: 12 },
};

/** Decides whether a dose may be entered, and when the next one is due. */
export function recordVaccination(
  pet: Pet,
  request: VaccinationRequest,
  today: CivilDate,
  stamp: Stamp,
): Result<GivenVaccination, VaccinationRefusal> {
  if (pet.deceased !== undefined) return err(failure('PET_DECEASED', { name: pet.name }));
  if (request.date > today) return err(failure('DATE_IN_FUTURE', { date: request.date }));
  if (pet.born !== undefined && request.date < pet.born) return err(failure('BEFORE_BIRTH', { born: pet.born }));
  const protocol = Object.hasOwn(protocols, request.vaccine) ? protocols[request.vaccine] : undefined;
  if (protocol === undefined) return err(failure('VACCINE_UNKNOWN', { vaccine: request.vaccine }));
  if (!protocol.species.includes(pet.species)) return err(failure('WRONG_SPECIES', { vaccine: request.vaccine }));
  return ok({
    ...request,
    kind: 'VACCINATION',
    status: 'GIVEN',
    pet: pet.id,
    nextDue: addMonths(request.date, protocol.boosterMonths),
    ...createdBy(stamp, 1),
  });
}
