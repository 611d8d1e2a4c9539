import { z } from 'zod';
import { instantSchema } from '../base/instant.ts';
import { lineText } from '../base/text.ts';
import { sessionCall } from './define.ts';

/**
 * What stands between a computer and a clinic. NEW → (enrol) ENROLLED → (shut out by the clinic, everything delivered)
 * WIPED → (enrol) ENROLLED. Only an enrolled desk serves anything else; when this changes, all connections are closed and
 * the screens come back to what is there then.
 */
export const enrolmentStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('NEW') }),
  z.strictObject({ state: z.literal('ENROLLED'), desk: z.string() }),
  z.strictObject({ state: z.literal('WIPED'), desk: z.string(), at: instantSchema }),
]);
export type EnrolmentState = z.infer<typeof enrolmentStateSchema>;

export const enrolmentContract = {
  state: sessionCall({ input: {}, output: enrolmentStateSchema }),
  /** Makes this computer a desk of the clinic whose manager made the code. */
  enrol: sessionCall({
    input: { server: z.url({ protocol: /^https?$/ }).max(300), code: lineText(40) },
    output: enrolmentStateSchema,
    errors: [
      'ALREADY_ENROLLED',
      'CODE_WRONG',
      'CODE_EXPIRED',
      'SERIES_USED_UP',
      'TOO_MANY_ATTEMPTS',
      'SERVER_NOT_SECURE',
      'SERVER_NOT_REACHED',
      'SERVER_NOT_UNDERSTOOD',
      'KEY_NOT_KEPT',
    ],
  }),
};
