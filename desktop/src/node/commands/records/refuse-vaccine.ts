import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { tidyText } from '@lapka/shared/base/text.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { protocolOf } from '@lapka/shared/domain/vaccinations/protocol.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';

export const refuseVaccine: CommandFor<'records', 'refuseVaccine'> = {
  run(transactor, { pet, vaccine, reason, until }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const protocol = protocolOf(clinic.value.prefer(preferences.vaccinationProtocols), vaccine);
    if (protocol === undefined) return err(failure('VACCINE_UNKNOWN', { vaccine }));
    const fact = {
      kind: 'VACCINE_REFUSAL' as const,
      vaccine,
      reason: tidyText(reason, 500),
      ...(until === undefined ? {} : { until }),
    };
    return mapOk(
      recordFact(transactor, { pet }, (frame) => ({ ...frame, ...fact }), context),
      ({ id }) => ({ record: id }),
    );
  },
};
