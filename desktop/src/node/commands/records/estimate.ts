import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { isOfOneCurrency } from '@lapka/shared/domain/records/owner-paper.ts';
import { clinicOf } from '../../reading/clinic.ts';
import type { CommandFor } from '../command.ts';
import { recordFact } from './fact-writing.ts';

export const estimate: CommandFor<'records', 'estimate'> = {
  run(transactor, { pet, visit, lines, validUntil }, context) {
    const clinic = clinicOf(transactor, context.desk);
    if (!clinic.ok) return clinic;
    const { currency } = clinic.value.organisation;
    if (!isOfOneCurrency({ currency, lines })) return err(failure('CURRENCY_MISMATCH', { expected: currency }));
    const paper = { kind: 'ESTIMATE' as const, currency, lines, validUntil, answers: [] };
    const recorded = recordFact(transactor, { pet, visit }, (frame) => ({ ...frame, ...paper }), context);
    return mapOk(recorded, ({ id }) => ({ record: id }));
  },
};
