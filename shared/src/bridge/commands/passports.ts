import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { passportSchema, passportStateSchema } from '../../domain/passports/passport.ts';
import { passportLineSchema } from '../../domain/passports/passport-entry.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';

const pet = idSchema('Pet');
const passport = idSchema('Passport');
const onPaper = { pet, template: passportSchema.shape.template, number: typedLine };
const answer = z.strictObject({ pet, passport });

const paperErrors = [
  'NOT_FOUND',
  'NOT_A_PASSPORT_NUMBER',
  'NUMBER_NOT_OF_TEMPLATE',
  'PASSPORT_NUMBER_TAKEN',
  'TEMPLATE_UNKNOWN',
  'TEMPLATE_NOT_FOR_SPECIES',
  'PASSPORT_IN_USE',
  'DATE_IN_FUTURE',
  'TOO_MANY_ENTRIES',
] as const;
const numberErrors = [
  'NOT_FOUND',
  'TEMPLATE_UNKNOWN',
  'NOT_A_PASSPORT_NUMBER',
  'NUMBER_NOT_OF_TEMPLATE',
  'PASSPORT_NUMBER_TAKEN',
] as const;

const [, ...closingSchemas] = passportStateSchema.options;

export const passportCommands = {
  /** The clinic issues a booklet, signed by whoever is at the screen. */
  issue: command({
    input: { ...onPaper, on: civilDateSchema, blank: typedLine.optional() },
    output: answer,
    errors: [...paperErrors, 'TEMPLATE_NOT_ISSUABLE', 'ANIMAL_NOT_MARKED', 'PET_DECEASED'],
  }),
  /** A booklet the owner brings along is copied as it is. */
  record: command({
    input: { ...onPaper, on: civilDateSchema.optional(), by: typedLine.optional() },
    output: answer,
    errors: paperErrors,
  }),
  /** The number was typed wrong. */
  change: command({ input: { pet, passport, number: typedLine }, output: answer, errors: numberErrors }),
  /** Lost, cancelled or replaced by a newer one. */
  close: command({
    input: { pet, passport, state: z.discriminatedUnion('status', closingSchemas) },
    output: answer,
    errors: ['NOT_FOUND', 'PASSPORT_CLOSED', 'DATE_IN_FUTURE'],
  }),
  /** Writes a line; without a vet's name it is that of whoever is at the screen. */
  addEntry: command({
    input: { pet, passport, line: passportLineSchema, vetName: typedLine.optional() },
    output: z.strictObject({ pet, passport, entry: idSchema('PassportEntry') }),
    errors: ['NOT_FOUND', 'PASSPORT_CLOSED', 'NOT_IN_THIS_TEMPLATE', 'DATE_IN_FUTURE', 'TOO_MANY_ENTRIES'],
  }),
  /** Strikes a line out; it stays to be read. */
  voidEntry: command({
    input: { pet, passport, entry: idSchema('PassportEntry'), reason: typedLine },
    output: answer,
    errors: ['NOT_FOUND', 'ALREADY_VOIDED', 'REASON_MISSING'],
  }),
  /** Both booklets were looked at: this one's number is another. Settles the task about the clash (C-30). */
  settleClash: command({
    input: { task: idSchema('Task'), pet, passport, number: typedLine },
    output: answer,
    errors: [...numberErrors, 'TASK_ALREADY_DONE', 'TASK_FOR_OTHERS'],
  }),
};
