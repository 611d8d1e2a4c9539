import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { chipSchema, tattooSchema } from '../../domain/pets/chip.ts';
import { petSchema, petStateSchema, registrationSchema } from '../../domain/pets/pet.ts';
import { alertSchema, allergySchema, problemSchema } from '../../domain/pets/warnings.ts';
import { seenSchema } from '../../domain/seen.ts';
import { command } from '../define.ts';
import { typedLine, typedText } from '../typed.ts';

const pet = idSchema('Pet');
const client = idSchema('Client');
const answer = z.strictObject({ pet });

/** What a form shows of an animal. */
export const typedPetFields = {
  name: typedLine,
  latinName: typedLine.optional(),
  species: petSchema.shape.species,
  breedCode: petSchema.shape.breedCode,
  breed: typedLine.optional(),
  sex: petSchema.shape.sex,
  neutered: petSchema.shape.neutered,
  born: petSchema.shape.born,
  bornIsEstimate: z.boolean(),
  coat: typedLine.optional(),
  features: typedText.optional(),
  photo: petSchema.shape.photo,
  note: typedText.optional(),
};

/** A new animal may be weighed right away. */
export const newPetFields = { ...typedPetFields, weight: quantitySchema.optional() };

const weightErrors = ['MEASUREMENT_OUT_OF_LIMITS', 'WEIGHT_CHANGE_UNCONFIRMED', 'MEASURED_IN_FUTURE'] as const;
export const newPetErrors = ['PET_NAME_MISSING', 'DATE_IN_FUTURE', 'TOO_MANY_ENTRIES', ...weightErrors] as const;

/** A warning without an id is a new one; with the id of one that is there, it takes its place, for instance to end it. */
const warningSchema = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('allergies'), item: allergySchema.partial({ id: true }) }),
  z.strictObject({ list: z.literal('alerts'), item: alertSchema.partial({ id: true }) }),
  z.strictObject({ list: z.literal('problems'), item: problemSchema.partial({ id: true }) }),
]);

/** How the number came in: from a reader, or typed twice (§7.1). */
const chipEntrySchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('SCANNED'), text: typedLine }),
  z.strictObject({ how: z.literal('TYPED_TWICE'), text: typedLine, again: typedLine }),
]);

const markSchema = z.discriminatedUnion('kind', [
  /** With the id of a chip that is there, corrects its number. */
  z.strictObject({
    kind: z.literal('CHIP'),
    chip: idSchema('Chip').optional(),
    entry: chipEntrySchema,
    isOldChip: z.boolean(),
    marked: chipSchema.shape.marked,
    place: chipSchema.shape.place,
  }),
  z.strictObject({ kind: z.literal('CHIP_STATE'), chip: idSchema('Chip'), state: chipSchema.shape.state }),
  z.strictObject({ kind: z.literal('TATTOO'), tattoo: tattooSchema.partial({ id: true }) }),
  z.strictObject({ kind: z.literal('REGISTRATION'), registration: registrationSchema.partial({ id: true }) }),
]);

export const petCommands = {
  register: command({
    input: { owner: client, ...newPetFields },
    output: answer,
    errors: ['NOT_FOUND', 'CLIENT_ERASED', 'CLIENT_MERGED', ...newPetErrors],
  }),
  /** Replaces what the form shows. */
  change: command({
    input: { pet, seen: seenSchema, ...typedPetFields },
    output: answer,
    errors: ['NOT_FOUND', 'PET_NAME_MISSING', 'DATE_IN_FUTURE', 'CHANGED_MEANWHILE'],
  }),
  /** A point of the weight curve, taken now unless said otherwise; what the animal weighs follows from the latest. */
  weigh: command({
    input: {
      pet,
      /** Corrects this point. */
      weight: idSchema('Weight').optional(),
      kilograms: quantitySchema,
      at: instantSchema.optional(),
      source: z.enum(['SCALES', 'TOLD_BY_OWNER']),
      /** Said after the question whether so large a change is meant. */
      confirmed: z.boolean(),
    },
    output: answer,
    errors: ['NOT_FOUND', 'TOO_MANY_ENTRIES', ...weightErrors],
  }),
  changeWarnings: command({
    input: { pet, warning: warningSchema },
    output: answer,
    errors: ['NOT_FOUND', 'TOO_MANY_ENTRIES'],
  }),
  changeOwner: command({
    input: {
      pet,
      /** The owner the form showed. */
      seenOwner: client,
      owner: client,
      on: civilDateSchema,
      reason: typedLine,
    },
    output: answer,
    errors: [
      'NOT_FOUND',
      'CHANGED_MEANWHILE',
      'CLIENT_ERASED',
      'CLIENT_MERGED',
      'ALREADY_OWNER',
      'DATE_IN_FUTURE',
      'TOO_MANY_ENTRIES',
    ],
  }),
  changeCoOwners: command({
    input: {
      pet,
      change: z.discriminatedUnion('do', [
        z.strictObject({ do: z.literal('ADD'), client, since: civilDateSchema }),
        z.strictObject({ do: z.literal('REMOVE'), client, on: civilDateSchema, reason: typedLine }),
      ]),
    },
    output: answer,
    errors: [
      'NOT_FOUND',
      'CLIENT_ERASED',
      'CLIENT_MERGED',
      'ALREADY_OWNER',
      'NOT_CO_OWNER',
      'DATE_IN_FUTURE',
      'TOO_MANY_ENTRIES',
    ],
  }),
  /** What tells the animal apart: its chip, an old tattoo, an entry in a register (§7.1). */
  markChip: command({
    input: { pet, mark: markSchema },
    output: z.strictObject({ pet, warnings: z.array(z.enum(['UNKNOWN_PREFIX', 'TEST_NUMBER', 'OLD_CHIP'])) }),
    errors: [
      'NOT_FOUND',
      'CHIP_NOT_15_DIGITS',
      'CHIP_ENTRIES_DIFFER',
      'CHIP_ALREADY_THERE',
      'BEFORE_BIRTH',
      'TOO_MANY_ENTRIES',
    ],
  }),
  /** The visits that are still to come are named, for the desk to call off. */
  reportDeath: command({
    input: { pet, on: civilDateSchema },
    output: z.strictObject({ pet, upcoming: z.array(idSchema('Booking')) }),
    errors: ['NOT_FOUND', 'DATE_IN_FUTURE', 'BEFORE_BIRTH'],
  }),
  withdrawDeath: command({ input: { pet }, output: answer, errors: ['NOT_FOUND', 'NOT_DECEASED'] }),
  /** Off the lists with a reason, or, without one, back on them. */
  archive: command({
    input: { pet, reason: petStateSchema.options[1].shape.reason.nullable() },
    output: answer,
    errors: ['NOT_FOUND'],
  }),
};
