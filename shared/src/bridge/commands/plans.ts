import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';
import { settleCodes } from './codes.ts';

const subscription = idSchema('Subscription');
const output = z.strictObject({ subscription });
const changeCodes = ['NOT_FOUND', 'STATUS_CHANGE_REFUSED'] as const;

export const planCommands = {
  /** A pet gets a wellness plan from a day on; what the plan says that day stays. */
  subscribe: command({
    input: { pet: idSchema('Pet'), plan: idSchema('Plan'), from: civilDateSchema },
    output,
    errors: ['NOT_FOUND', 'NO_PRICE', 'PLAN_NOT_OFFERED', 'NOTHING_TO_BOOK', 'PET_DECEASED'],
  }),
  pause: command({ input: { subscription, from: civilDateSchema }, output, errors: changeCodes }),
  resume: command({ input: { subscription }, output, errors: changeCodes }),
  end: command({ input: { subscription, on: civilDateSchema, reason: typedLine }, output, errors: changeCodes }),
  /** Issues the invoices of a month, one per active plan of this place; run again it issues none twice. */
  invoiceMonth: command({
    input: {
      /** Any day of the month. */
      month: civilDateSchema,
    },
    output: z.strictObject({ invoices: z.array(idSchema('Invoice')) }),
    errors: [...settleCodes, 'DATE_IN_FUTURE'],
  }),
};
