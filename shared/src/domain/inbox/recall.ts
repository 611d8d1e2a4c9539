import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../base/civil-date.ts';
import { derivedId, type Id, idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { documentFields, stampSchema } from '../document.ts';

/** What came of a call. All but the first two end the line. */
export const callOutcomeSchema = z.enum([
  'NO_ANSWER',
  'CALL_AGAIN',
  'BOOKED',
  'DONE_ELSEWHERE',
  'REFUSED',
  'MOVED_AWAY',
  'DECEASED',
  'WRONG_NUMBER',
]);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

export const callSchema = z.strictObject({
  id: idSchema('Call'),
  stamp: stampSchema,
  outcome: callOutcomeSchema,
  note: lineText(500).optional(),
});
export type Call = z.infer<typeof callSchema>;

/**
 * A line of the call list: an owner whom no message reaches, or who did not react to any, about one vaccine of one animal
 * (§7.8). Its id follows from that, so that the list is the same on every desk and a call is never made twice unseen.
 */
export const recallSchema = z.strictObject({
  id: idSchema('Recall'),
  kind: z.literal('RECALL'),
  pet: idSchema('Pet'),
  client: idSchema('Client'),
  vaccine: z.string().regex(/^[A-Z0-9][A-Z0-9._-]{0,23}$/),
  due: civilDateSchema,
  calls: z.array(callSchema).max(1_000),
  /** Not before this day, as the owner asked. */
  notBefore: civilDateSchema.optional(),
  ...documentFields,
});
export type Recall = z.infer<typeof recallSchema>;
export type RecallId = Id<'Recall'>;

export function recallId(pet: Recall['pet'], vaccine: string, due: CivilDate): RecallId {
  return derivedId('Recall', pet, vaccine, due);
}
