import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { moneySchema } from '../../base/money.ts';
import { percentSchema } from '../../base/percent.ts';
import { quantitySchema } from '../../base/quantity.ts';
import { clientSchema } from '../../domain/clients/client.ts';
import { consentPurposeSchema } from '../../domain/clients/consent.ts';
import { nameSchema } from '../../domain/names.ts';
import { personNameSchema } from '../../domain/people/person-name.ts';
import { passportSchema } from '../../domain/passports/passport.ts';
import { petSchema } from '../../domain/pets/pet.ts';
import { problemSchema } from '../../domain/pets/warnings.ts';
import { seenSchema } from '../../domain/seen.ts';
import { query } from '../define.ts';
import { bookingLineSchema, petLineSchema, warningsSchema } from './lines.ts';

const debtSchema = z.strictObject({
  invoice: idSchema('Invoice'),
  number: z.string(),
  date: civilDateSchema,
  due: moneySchema,
});
const debtsSchema = z.strictObject({ total: moneySchema, invoices: z.array(debtSchema) });

/** A visit in one line of an animal's history. */
const visitLineSchema = z.strictObject({
  record: idSchema('Record'),
  date: civilDateSchema,
  status: z.enum(['DRAFT', 'SIGNED']),
  vet: z.string(),
  reason: z.string(),
  diagnosis: z.string(),
});

const drugSchema = z.strictObject({
  record: idSchema('Record'),
  name: z.string(),
  from: civilDateSchema,
  until: civilDateSchema,
});

const client = clientSchema.shape;
const pet = petSchema.shape;

export const clientQueries = {
  /** All a desk needs of an owner on one page. */
  card: query({
    input: { client: idSchema('Client') },
    output: z.strictObject({
      client: idSchema('Client'),
      /** The mark of what the form shows, for a change. */
      seen: seenSchema,
      state: client.state,
      name: personNameSchema,
      latinName: client.latinName,
      phones: client.phones,
      email: client.email,
      addresses: client.addresses,
      mainAddress: client.mainAddress,
      born: client.born,
      language: client.language,
      zone: client.zone,
      note: client.note,
      /** What the owner agrees to now. */
      agrees: z.array(consentPurposeSchema),
      notifications: client.notifications,
      /** The personal discount today. */
      discount: percentSchema,
      pets: z.array(petLineSchema.extend({ deceased: z.boolean(), archived: z.boolean(), warnings: warningsSchema })),
      upcoming: z.array(bookingLineSchema.extend({ pet: z.string() })),
      wallet: moneySchema,
      debts: debtsSchema,
      packages: z.array(
        z.strictObject({
          package: idSchema('ClientPackage'),
          name: nameSchema,
          services: z.array(idSchema('Service')),
          available: z.int(),
          validUntil: civilDateSchema.nullable(),
        }),
      ),
      /** Entries that are the same person. */
      joined: z.array(z.strictObject({ client: idSchema('Client'), name: personNameSchema })),
      conversation: idSchema('Conversation'),
    }),
    reads: ['clients', 'pets', 'bookings', 'ledger', 'invoices', 'settings', 'staff'],
    right: 'clients.read',
    errors: ['NOT_FOUND'],
  }),
  /** What an owner has not paid yet. */
  debts: query({
    input: { client: idSchema('Client') },
    output: debtsSchema,
    reads: ['clients', 'invoices', 'ledger', 'settings'],
    right: 'invoices.read',
    errors: ['NOT_FOUND'],
  }),
};

export const petQueries = {
  /** All a vet needs of an animal on one page (V2). */
  card: query({
    input: { pet: idSchema('Pet') },
    output: z.strictObject({
      line: petLineSchema,
      seen: seenSchema,
      state: pet.state,
      latinName: pet.latinName,
      breedCode: pet.breedCode,
      breed: pet.breed,
      sex: pet.sex,
      neutered: pet.neutered,
      born: pet.born,
      bornIsEstimate: pet.bornIsEstimate,
      deceased: pet.deceased,
      coat: pet.coat,
      features: pet.features,
      photo: pet.photo,
      note: pet.note,
      coOwners: z.array(
        z.strictObject({ client: idSchema('Client'), name: personNameSchema, phone: z.string().optional() }),
      ),
      warnings: warningsSchema,
      problems: z.array(problemSchema.pick({ id: true, text: true, since: true })),
      /** Oldest first. */
      weights: z.array(z.strictObject({ at: instantSchema, kilograms: quantitySchema })),
      chips: pet.chips,
      tattoos: pet.tattoos,
      registrations: pet.registrations,
      passports: z.array(
        z.strictObject({
          passport: idSchema('Passport'),
          number: z.string(),
          template: passportSchema.shape.template,
          status: z.enum(['ACTIVE', 'LOST', 'CANCELLED', 'REPLACED', 'CONFLICT']),
          entries: passportSchema.shape.entries,
        }),
      ),
      /** The three newest visits. */
      visits: z.array(visitLineSchema),
      /** What it gets on this day by what was prescribed. */
      drugs: z.array(drugSchema),
      /** The newest dose of each vaccine and when the next one is due. */
      vaccines: z.array(
        z.strictObject({
          record: idSchema('Record'),
          vaccine: z.string(),
          date: civilDateSchema,
          nextDue: civilDateSchema.optional(),
          overdue: z.boolean(),
        }),
      ),
      upcoming: z.array(bookingLineSchema),
    }),
    reads: ['pets', 'clients', 'records', 'bookings', 'staff', 'settings'],
    right: 'pets.read',
    errors: ['NOT_FOUND'],
  }),
};
