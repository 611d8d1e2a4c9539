import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { codeSchema } from '../../domain/names.ts';
import { command } from '../define.ts';

export const recordCommands = {
  /** Enters a dose given here and writes it into the passports; the next date follows. */
  vaccinate: command({
    input: {
      pet: idSchema('Pet'),
      vaccine: codeSchema,
      date: civilDateSchema,
      batch: z.strictObject({ number: lineText(60), expires: civilDateSchema }),
      site: lineText(120).optional(),
    },
    output: z.strictObject({ record: idSchema('Record'), nextDue: civilDateSchema.optional() }),
    errors: [
      'NOT_FOUND',
      'VACCINE_UNKNOWN',
      'WRONG_SPECIES',
      'PET_DECEASED',
      'DATE_IN_FUTURE',
      'BEFORE_BIRTH',
      'TOO_YOUNG',
      'BATCH_EXPIRED',
      'DUE_DATE_IMPLAUSIBLE',
      'ALREADY_VOIDED',
    ],
  }),
};
