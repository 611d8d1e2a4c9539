import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { createdBy } from '../../domain/document.ts';
import type { GivenVaccination } from '../../domain/vaccinations/vaccination.ts';
import type { VaccinationRequest } from '../../domain/vaccinations/vaccination-rules.ts';
import { aStamp, at, staffId, today } from './stamp.ts';

/** Rabies, given today at the demo clinic from batch RB2407. */
export function aVaccinationRequest(given: Partial<VaccinationRequest> = {}): VaccinationRequest {
  return {
    id: derivedId('Record', 'vaccination', given.vaccine ?? 'V-RAB', given.date ?? today),
    vaccine: 'V-RAB',
    date: today,
    location: derivedId('Location', 'L1'),
    product: { name: 'Rabies vaccine, inactivated', manufacturer: 'Demo Biologics' },
    administration: {
      kind: 'HERE',
      vet: staffId('U2'),
      product: 'V-RAB',
      batch: { number: 'RB2407', expires: civilDate('2026-12-31') },
      site: 'правое бедро',
    },
    vetName: 'Mikhail Orlov',
    clinicName: 'Paw & Tail',
    startsSeries: false,
    atRisk: false,
    due: { by: 'PROTOCOL' },
    ...given,
  };
}

/** A first dose of rabies as it stands in the book. */
export function aVaccination(given: Partial<GivenVaccination> = {}): GivenVaccination {
  const { date = today } = given;
  return {
    ...aVaccinationRequest({ date }),
    kind: 'VACCINATION',
    status: 'GIVEN',
    pet: derivedId('Pet', 'Baron'),
    diseases: ['RABIES'],
    standing: { counts: true, as: 'PRIMARY', number: 1, validFrom: date },
    ...createdBy(aStamp({ at: at('10:00', date), by: 'U2' }), 1),
    ...given,
  };
}
