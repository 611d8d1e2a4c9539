import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { countryPack } from '@lapka/shared/domain/settings/country-packs.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import type { VaccinationSituation } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import type { GivenVaccination } from '@lapka/shared/domain/vaccinations/vaccination.ts';
import type { Clinic } from '../../reading/clinic.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { todayAt } from '../../reading/today.ts';

/** Everything a decision about a dose of an animal depends on. */
export function vaccinationSituation(
  reader: StoreReader,
  { organisation, prefer }: Clinic,
  pet: Pet,
  context: Pick<CommandContext, 'now' | 'desk'>,
): VaccinationSituation {
  const today = todayAt(context);
  const law = countryPack(organisation.country, today);
  return {
    pet,
    history: reader.find(records, { where: { pet: pet.id } }).filter((record) => record.kind === 'VACCINATION'),
    protocols: prefer(preferences.vaccinationProtocols),
    validity: { validOnDueDay: law.ok && law.value.validOnDueDay },
    today,
  };
}

/** Saves doses whose standing or next date has changed. */
export function saveDoses(transactor: StoreTransactor, doses: readonly GivenVaccination[]): void {
  for (const dose of doses) transactor.put(records, dose);
}
