import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { clientSchema, discountSchema } from '../../domain/clients/client.ts';
import { consentChannelSchema, consentPurposeSchema, consentSchema } from '../../domain/clients/consent.ts';
import { notificationsSchema } from '../../domain/clients/notifications.ts';
import { addressSchema } from '../../domain/people/address.ts';
import { seenSchema } from '../../domain/seen.ts';
import { command } from '../define.ts';
import { typedLine, typedNameSchema, typedText } from '../typed.ts';
import { newPetErrors, newPetFields } from './pets.ts';

const client = idSchema('Client');
const answer = z.strictObject({ client });

/** What a form shows of an owner; an address without an id is a new one, and one of them is the default. */
export const typedClientFields = {
  name: typedNameSchema,
  latinName: typedLine.optional(),
  phones: z.array(z.strictObject({ number: typedLine, note: typedLine.optional() })).max(50),
  email: typedLine.optional(),
  addresses: z.array(addressSchema.partial({ id: true }).extend({ isMain: z.boolean().optional() })).max(50),
  born: clientSchema.shape.born,
  language: clientSchema.shape.language,
  zone: clientSchema.shape.zone,
  note: typedText.optional(),
};

const typedErrors = ['NAME_MISSING', 'NOT_A_PHONE', 'NOT_AN_EMAIL', 'DATE_IN_FUTURE', 'TOO_MANY_ENTRIES'] as const;
const closedErrors = ['NOT_FOUND', 'CLIENT_ERASED', 'CLIENT_MERGED'] as const;

const consentFields = {
  purpose: consentPurposeSchema,
  textVersion: consentSchema.shape.textVersion,
  channel: consentChannelSchema,
};

export const clientCommands = {
  /** A new owner, with what was agreed to and the animals that came along (D4). */
  register: command({
    input: {
      ...typedClientFields,
      consents: z.array(z.strictObject(consentFields)).max(10),
      pets: z.array(z.strictObject(newPetFields)).max(20),
    },
    output: z.strictObject({ client, pets: z.array(idSchema('Pet')) }),
    errors: [...typedErrors, 'CLIENT_ERASED', 'CLIENT_MERGED', ...newPetErrors],
  }),
  /** Replaces what the form shows. */
  change: command({
    input: { client, seen: seenSchema, ...typedClientFields },
    output: answer,
    errors: [...closedErrors, ...typedErrors, 'CHANGED_MEANWHILE'],
  }),
  changeNotifications: command({
    input: { client, notifications: notificationsSchema },
    output: answer,
    errors: closedErrors,
  }),
  giveConsent: command({
    input: { client, ...consentFields },
    output: answer,
    errors: [...closedErrors, 'TOO_MANY_ENTRIES'],
  }),
  withdrawConsent: command({
    input: { client, purpose: consentPurposeSchema, channel: consentChannelSchema },
    output: answer,
    errors: [...closedErrors, 'NO_CONSENT_TO_WITHDRAW'],
  }),
  /** Gives a personal discount; with the id of one that is there, changes that one, for instance to end it. */
  setDiscount: command({
    input: { client, discount: discountSchema.partial({ id: true }) },
    output: answer,
    errors: [...closedErrors, 'ENDS_BEFORE_START', 'TOO_MANY_ENTRIES'],
  }),
  /** Two entries are one person: the older one speaks for both. */
  merge: command({
    input: { client, other: client },
    output: z.strictObject({ survivor: client }),
    errors: [...closedErrors, 'SAME_CLIENT'],
  }),
  /** Two entries are two people, also when they had been joined by mistake. */
  keepApart: command({
    input: { client, other: client },
    output: answer,
    errors: [...closedErrors, 'SAME_CLIENT', 'NOT_MERGED'],
  }),
  /** Off the lists, or back on them. */
  archive: command({
    input: { client, status: z.enum(['ACTIVE', 'ARCHIVED']) },
    output: answer,
    errors: closedErrors,
  }),
  /** Forgets the person, in all entries and everything they wrote; money and medical facts stay (C-53). */
  erase: command({ input: { client }, output: answer, errors: ['NOT_FOUND'] }),
};
