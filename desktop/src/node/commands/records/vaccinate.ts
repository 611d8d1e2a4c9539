import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { writeDose } from '@lapka/shared/domain/passports/entry-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { recordVaccination } from '@lapka/shared/domain/vaccinations/vaccination-rules.ts';
import type { CommandFor } from '../command.ts';

export const vaccinate: CommandFor<'records', 'vaccinate'> = {
  run(transactor, input, { actor, desk, ids, now, stamp }) {
    const pet = transactor.get(pets, input.pet);
    const stored = transactor.find(settings, {});
    const organisation = stored.find((setting) => setting.kind === 'ORGANISATION');
    const [product] = transactor.find(catalogue, { where: { kind: 'PRODUCT', code: input.vaccine } });
    if (pet === undefined || organisation?.kind !== 'ORGANISATION') return err(failure('NOT_FOUND'));
    const doses = transactor
      .find(records, { where: { pet: pet.id } })
      .flatMap((record) => (record.kind === 'VACCINATION' ? [record] : []));
    const situation = {
      pet,
      history: doses,
      protocols: preference(stored, preferences.vaccinationProtocols, desk.location),
      validity: { validOnDueDay: false },
      today: dateAt(now, desk.zone),
    };
    const decided = recordVaccination(
      situation,
      {
        id: ids.next<'Record'>(),
        vaccine: input.vaccine,
        date: input.date,
        location: desk.location,
        product: { name: product?.kind === 'PRODUCT' ? product.name.ru : input.vaccine },
        administration: {
          kind: 'HERE',
          vet: actor.id,
          product: input.vaccine,
          batch: input.batch,
          site: input.site ?? '',
        },
        vetName: fullName(actor.name, 'ru'),
        clinicName: organisation.name.ru,
        startsSeries: false,
        atRisk: false,
        due: { by: 'PROTOCOL' },
      },
      stamp,
    );
    return mapOk(decided, ({ vaccination, recalculated, passportRow }) => {
      for (const dose of [vaccination, ...recalculated]) transactor.put(records, dose);
      if (passportRow !== undefined) transactor.put(pets, writeDose(pet, passportRow, stamp));
      const { id, nextDue } = vaccination;
      return { record: id, ...(nextDue === undefined ? {} : { nextDue }) };
    });
  },
};
