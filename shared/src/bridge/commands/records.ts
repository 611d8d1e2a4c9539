import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { seenSchema } from '../../domain/seen.ts';
import { codeSchema } from '../../domain/names.ts';
import { labValueSchema } from '../../domain/records/book-entry.ts';
import { typedMeasureSchema } from '../../domain/records/measurement.ts';
import { consentFields, estimateFields, ownerAnswerSchema } from '../../domain/records/owner-paper.ts';
import { visitTemplateSchema } from '../../domain/records/templates.ts';
import { fileReferenceSchema } from '../../domain/records/visit-items.ts';
import { joiningChangeSchema, prescribedSchema, visitChangeSchema } from '../../domain/records/visit-changes.ts';
import { dueSchema } from '../../domain/vaccinations/vaccination.ts';
import { command } from '../define.ts';
import { typedLine, typedText } from '../typed.ts';
import { factCodes, lineCodes, quoteCodes, reverseCodes, takeCodes, writeCodes } from './codes.ts';
import { goodsSchema } from './goods.ts';

const record = idSchema('Record');
const pet = idSchema('Pet');
/** The visit after it was written in; `seen` is the mark of all of it. */
const written = z.strictObject({ record, saved: instantSchema, seen: seenSchema });
const recorded = z.strictObject({ record });
/** The visit a fact belongs to, when it belongs to one. */
const visit = record.optional();
/** A file this node has already; its size and type are known here. */
const fileSchema = fileReferenceSchema.pick({ hash: true, name: true, description: true });
const signedCodes = ['NOT_FOUND', 'RECORD_NOT_SIGNED', 'TEXT_MISSING'] as const;
const doseCodes = ['NOT_FOUND', 'ALREADY_VOIDED', 'VACCINE_UNKNOWN'] as const;

export const recordCommands = {
  /**
   * Saves what was just typed into the visit of a booking; the screen sends it at every pause and at least every two
   * seconds (story 9). The first content starts the record, and each change says which entries its author saw.
   */
  saveDraft: command({
    input: {
      booking: idSchema('Booking'),
      changes: z.array(visitChangeSchema).max(200),
      /** A template to fill the fields nobody has written in, before the changes. */
      template: codeSchema.optional(),
    },
    output: written,
    errors: [...writeCodes, 'VISIT_TEMPLATE_UNKNOWN'],
  }),
  /** A draft nobody needs; what was written in it stays readable. */
  voidDraft: command({
    input: { record, reason: typedText },
    output: recorded,
    errors: ['NOT_FOUND', 'RECORD_SIGNED', 'RECORD_VOIDED', 'REASON_MISSING'],
  }),
  /** A vet has read what several people wrote in one field and says what is to stand (story 8). */
  joinTexts: command({
    input: { record, change: joiningChangeSchema },
    output: written,
    errors: [...writeCodes, 'CHANGED_MEANWHILE'],
  }),
  /** Locks the record for ever under the name of the vet. */
  sign: command({
    input: {
      record,
      /** The visit as the screen showed it. */
      seen: seenSchema,
    },
    output: written,
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', 'RECORD_SIGNED', 'RECORD_VOIDED', 'RECORD_EMPTY', 'TEXTS_TO_JOIN'],
  }),
  /** Adds dated text to a signed record (story 9). */
  addAddendum: command({ input: { record, text: typedText }, output: written, errors: signedCodes }),
  /** Decides about something that was typed into a draft after it had been signed elsewhere. */
  settleLateEdit: command({
    input: {
      record,
      lateEdit: idSchema('LateEdit'),
      decision: z.discriminatedUnion('is', [
        z.strictObject({ is: z.literal('ADDED'), text: typedText }),
        z.strictObject({ is: z.literal('DISMISSED') }),
      ]),
    },
    output: written,
    errors: [...signedCodes, 'LATE_EDIT_DECIDED'],
  }),
  /** Writes a prescription into the visit; what is handed out leaves the cupboard and is charged. */
  prescribe: command({
    input: { booking: idSchema('Booking'), prescription: prescribedSchema, dispense: goodsSchema.nullable() },
    output: written.extend({ prescription: idSchema('Prescription'), invoice: idSchema('Invoice').nullable() }),
    errors: [...writeCodes, ...takeCodes, ...lineCodes, 'NO_PRICE', 'PRODUCT_NOT_SOLD'],
  }),
  /**
   * Enters a dose. One given here is on the card and in the passports, leaves the cupboard, and is charged on the visit's
   * invoice once per visit; the next date follows (R-074, V6). One from the owner's papers is on the card only.
   */
  vaccinate: command({
    input: {
      pet,
      date: civilDateSchema,
      given: z.discriminatedUnion('where', [
        z.strictObject({
          where: z.literal('HERE'),
          product: idSchema('Product'),
          /** The batch that was scanned; null: the one that expires first. */
          batch: idSchema('Batch').nullable(),
          site: typedLine,
          /** The visit it is charged with; null: it is not charged. */
          booking: idSchema('Booking').nullable(),
        }),
        z.strictObject({
          where: z.literal('ELSEWHERE'),
          vaccine: codeSchema,
          product: typedLine,
          batch: typedLine,
          vet: typedLine,
          clinic: typedLine,
        }),
      ]),
      /** The vet begins the first series anew. */
      startsSeries: z.boolean(),
      atRisk: z.boolean(),
      due: dueSchema,
    },
    output: recorded.extend({
      nextDue: civilDateSchema.optional(),
      validFrom: civilDateSchema.optional(),
      invoice: idSchema('Invoice').nullable(),
    }),
    errors: [
      ...takeCodes,
      ...lineCodes,
      ...quoteCodes,
      'NOT_A_VACCINE',
      'VACCINE_UNKNOWN',
      'WRONG_SPECIES',
      'PET_DECEASED',
      'DATE_IN_FUTURE',
      'BEFORE_BIRTH',
      'TOO_YOUNG',
      'BATCH_EXPIRED',
      'DUE_DATE_IMPLAUSIBLE',
    ],
  }),
  /** Declares a dose a mistake: struck out in the passports, put back into the cupboard, the next dates worked out anew. */
  voidVaccination: command({
    input: { record, reason: typedText },
    output: recorded,
    errors: [...doseCodes, ...reverseCodes],
  }),
  /** The vet sets the day of the next dose, or leaves it to the protocol again. */
  setNextDue: command({
    input: { record, due: dueSchema },
    output: recorded.extend({ nextDue: civilDateSchema.optional() }),
    errors: [...doseCodes, 'DUE_DATE_IMPLAUSIBLE'],
  }),
  /** The owner does not want a vaccination: no reminders about it until a day, or until the next dose. */
  refuseVaccine: command({
    input: { pet, vaccine: codeSchema, reason: typedText, until: civilDateSchema.optional() },
    output: recorded,
    errors: [...factCodes, 'VACCINE_UNKNOWN'],
  }),
  /** One thing measured beside a visit; a weight is on the animal's curve. */
  measure: command({
    input: {
      pet,
      visit,
      at: instantSchema,
      measured: typedMeasureSchema,
      remark: typedLine,
      /** The person was asked whether a surprising value is meant. */
      confirmed: z.boolean(),
    },
    output: recorded,
    errors: factCodes,
  }),
  /** A word about a phone call or anything else that belongs in the book. */
  note: command({ input: { pet, visit, text: typedText }, output: recorded, errors: [...factCodes, 'TEXT_MISSING'] }),
  enterResult: command({
    input: {
      pet,
      visit,
      laboratory: typedLine,
      panel: typedLine,
      sampled: civilDateSchema,
      values: z.array(labValueSchema).max(200),
      comment: typedText,
      files: z.array(fileSchema).max(20),
    },
    output: recorded,
    errors: [...factCodes, 'TEXT_MISSING', 'FILE_NOT_THERE'],
  }),
  /** Puts a picture or paper into the book; it is uploaded when there is a line (C-55). */
  attach: command({
    input: { pet, visit, file: fileSchema },
    output: recorded,
    errors: [...factCodes, 'FILE_NOT_THERE'],
  }),
  /** Declares a note, a measurement, a result, a file or a paper a mistake; it stays readable. */
  voidEntry: command({
    input: { record, reason: typedText },
    output: recorded,
    errors: ['NOT_FOUND', 'ALREADY_VOIDED', 'REASON_MISSING'],
  }),
  /** What a treatment will cost, from and to, for the owner to decide about. */
  estimate: command({
    input: { pet, visit, lines: estimateFields.lines, validUntil: estimateFields.validUntil },
    output: recorded,
    errors: [...factCodes, 'CURRENCY_MISMATCH'],
  }),
  /** Notes what the owner said to a consent or an estimate, on paper, on the screen or on the phone. */
  takeConsent: command({
    input: {
      paper: z.discriminatedUnion('is', [
        z.strictObject({
          is: z.literal('NEW'),
          pet,
          visit,
          procedure: consentFields.procedure,
          textVersion: consentFields.textVersion,
          text: consentFields.text,
        }),
        z.strictObject({ is: z.literal('KNOWN'), record }),
      ]),
      answer: ownerAnswerSchema.omit({ stamp: true }),
    },
    output: recorded,
    errors: [...factCodes, 'ALREADY_VOIDED', 'ESTIMATE_EXPIRED', 'FILE_NOT_THERE'],
  }),
  /** Adds or changes one of the clinic's templates, or takes it off the list. */
  changeTemplate: command({
    input: {
      change: z.discriminatedUnion('do', [
        z.strictObject({ do: z.literal('SAVE'), template: visitTemplateSchema }),
        z.strictObject({ do: z.literal('REMOVE'), code: codeSchema }),
      ]),
    },
    output: z.strictObject({ code: codeSchema }),
    errors: ['PREFERENCE_UNKNOWN', 'PREFERENCE_NOT_FITTING'],
  }),
};
