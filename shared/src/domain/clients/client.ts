import { z } from 'zod';
import { type CivilDate, civilDateSchema } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { type Id, idSchema } from '../../base/id.ts';
import { largerPercent, type Percent, percent, percentSchema } from '../../base/percent.ts';
import { lineText, longText } from '../../base/text.ts';
import { zoneSchema } from '../../base/zone.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampSchema } from '../document.ts';
import { type Address, addressSchema } from '../people/address.ts';
import { emailSchema } from '../people/email.ts';
import { personNameSchema } from '../people/person-name.ts';
import { phoneSchema } from '../people/phone.ts';
import { agreesTo, type ConsentPurpose, consentSchema } from './consent.ts';
import { notificationsSchema } from './notifications.ts';

/**
 * An owner of pets: the person who brings the animal, pays and gets the notices (C-31). The front desk finds the person
 * by name or phone, also when it was entered twice: two entries of one person are joined, and the older one speaks for
 * both. Nobody is removed: an erased person stays as a number to which money and medical facts belong (C-53).
 */
export const clientStateSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('ACTIVE') }),
  /** Moved away or no longer wanted by either side; not offered in lists. */
  z.strictObject({ status: z.literal('ARCHIVED') }),
  /** The same person as others; see `same-person.ts` for who speaks for all. */
  z.strictObject({ status: z.literal('MERGED'), into: z.array(idSchema('Client')).min(1).max(500) }),
  z.strictObject({ status: z.literal('ERASED'), erased: stampSchema }),
]);
export type ClientState = z.infer<typeof clientStateSchema>;

export const phoneEntrySchema = z.strictObject({ number: phoneSchema, note: lineText(60).optional() });
export type PhoneEntry = z.infer<typeof phoneEntrySchema>;

/** A personal discount and the days on which it holds, both included. */
export const discountSchema = z.strictObject({
  id: idSchema('Discount'),
  percent: percentSchema,
  from: civilDateSchema,
  until: civilDateSchema.optional(),
  reason: lineText(160).optional(),
});
export type Discount = z.infer<typeof discountSchema>;

/** Lists may be longer than the rules let them grow, because a merge joins the lists of several desks. */
export const clientSchema = z.strictObject({
  id: idSchema('Client'),
  name: personNameSchema,
  /** The name in the other alphabet, for passports. */
  latinName: lineText(160).optional(),
  state: clientStateSchema,
  /** The first one is called first. */
  phones: z.array(phoneEntrySchema).max(200),
  email: emailSchema.optional(),
  addresses: z.array(addressSchema).max(200),
  /** The default address; see `mainAddressOf`. */
  mainAddress: idSchema('Address').optional(),
  born: civilDateSchema.optional(),
  language: z.enum(['ru', 'en']),
  /** The owner's own zone, for quiet hours. */
  zone: zoneSchema,
  consents: z.array(consentSchema).max(2_000),
  notifications: notificationsSchema,
  discounts: z.array(discountSchema).max(1_000),
  note: longText(20_000).optional(),
  /** Entries that look like this person and are not, as somebody at the desk decided. */
  notTheSameAs: z.array(idSchema('Client')).max(5_000),
  ...documentFields,
});
export type Client = z.infer<typeof clientSchema>;
export type ClientId = Id<'Client'>;

export const clientVersion = 1;
export const clients = collectionKey<Client>('clients');

export function hasConsent(client: Client, purpose: ConsentPurpose): boolean {
  return client.state.status !== 'ERASED' && agreesTo(client.consents, purpose);
}

/** The default address, or the first when the default was removed on another desk. */
export function mainAddressOf({ addresses, mainAddress }: Client): Address | undefined {
  return addresses.find(({ id }) => id === mainAddress) ?? addresses[0];
}

/** The personal discount on a day: the largest of those that hold. */
export function discountOn({ discounts }: Client, day: CivilDate): Percent {
  return discounts
    .filter(({ from, until }) => from <= day && (until === undefined || day <= until))
    .reduce((largest, discount) => largerPercent(largest, discount.percent), percent(0));
}

export type ClosedEntry = Failure<'CLIENT_ERASED' | 'CLIENT_MERGED'>;

/** Why an entry takes no changes: it was erased, or another one speaks for it. */
export function closedEntry({ id, state }: Client): ClosedEntry | undefined {
  switch (state.status) {
    case 'ACTIVE':
    case 'ARCHIVED':
      return undefined;
    case 'MERGED':
      return failure('CLIENT_MERGED', { client: id, into: [...state.into] });
    case 'ERASED':
      return failure('CLIENT_ERASED', { client: id });
  }
}
