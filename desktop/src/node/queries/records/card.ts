import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import { lastDose, vaccinationCard } from '@lapka/shared/domain/vaccinations/vaccination.ts';
import type { QueryFor } from '../query.ts';

export const card: QueryFor<'records', 'card'> = {
  run(reader, { pet }) {
    const doses = reader.find(records, { where: { pet } }).filter((record) => record.kind === 'VACCINATION');
    return ok(
      vaccinationCard(doses).map((dose) => {
        const { id, vaccine, product, administration, date, standing, nextDue } = dose;
        const batch = administration.kind === 'HERE' ? administration.batch.number : administration.batch;
        const valid = standing.counts ? { validFrom: standing.validFrom, validUntil: standing.validUntil } : {};
        return {
          record: id,
          vaccine,
          product: product.name,
          date,
          counts: standing.counts,
          isLast: lastDose(doses, vaccine)?.id === id,
          vet: dose.vetName,
          clinic: dose.clinicName,
          ...onlyDefined({ batch, nextDue, ...valid }),
        };
      }),
    );
  },
};
