import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { lineText } from '../../base/text.ts';
import { stampSchema } from '../document.ts';
import { passportEntrySchema } from './passport-entry.ts';
import { passportNumberSchema } from './passport-number.ts';

/**
 * The booklet an animal travels with. Its form comes from a template, its number is unique over all passports ever
 * recorded, also lost and cancelled ones (C-30). Two desks may record one number while they do not know of each other:
 * then both stay, and the one that was recorded later is in conflict until a person has looked at both booklets.
 *
 * ACTIVE → LOST, CANCELLED or REPLACED by a newer one; none of them comes back.
 */
export const passportStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ACTIVE') }),
  z.strictObject({ status: z.literal('LOST'), on: civilDateSchema }),
  z.strictObject({ status: z.literal('CANCELLED'), on: civilDateSchema, reason: lineText(300) }),
  z.strictObject({ status: z.literal('REPLACED'), on: civilDateSchema, by: idSchema('Passport') }),
]);
export type PassportState = z.infer<typeof passportStateSchema>;

/** Whether the number is this passport's alone; decided whenever the pet is stored on the server. */
export const uniquenessSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('UNIQUE') }),
  z.strictObject({ kind: z.literal('CONFLICT'), pet: idSchema('Pet'), passport: idSchema('Passport') }),
]);

export const passportSchema = z.strictObject({
  id: idSchema('Passport'),
  /** A code of `passport-templates.ts`; plain text, because newer programs know more of them. */
  template: z.string().regex(/^[A-Z][A-Z0-9/-]{1,29}$/),
  number: passportNumberSchema,
  /** As it was typed. */
  numberAsTyped: z.string().max(80),
  issue: z.discriminatedUnion('where', [
    z.strictObject({
      where: z.literal('HERE'),
      on: civilDateSchema,
      vet: idSchema('Staff'),
      vetName: lineText(120),
      /** The serial number of the blank that was used up. */
      blank: lineText(40).optional(),
    }),
    z.strictObject({ where: z.literal('ELSEWHERE'), on: civilDateSchema.optional(), by: lineText(160).optional() }),
  ]),
  state: passportStateSchema,
  uniqueness: uniquenessSchema,
  /** When it came into the books: of two with one number the later one is in conflict. */
  recorded: stampSchema,
  entries: z.array(passportEntrySchema).max(5_000),
});
export type Passport = z.infer<typeof passportSchema>;
export type PassportId = Id<'Passport'>;

/** What lists and screens call the state of a passport; a conflict hides everything else (C-30). */
export type PassportStatus = PassportState['status'] | 'CONFLICT';

export function passportStatus({ state, uniqueness }: Passport): PassportStatus {
  return uniqueness.kind === 'CONFLICT' ? 'CONFLICT' : state.status;
}

export function isInUse(passport: Passport): boolean {
  return passportStatus(passport) === 'ACTIVE';
}
