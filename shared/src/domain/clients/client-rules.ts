import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { collect, err, ok, type Result } from '../../base/result.ts';
import { tidyLine, tidyText } from '../../base/text.ts';
import type { Zone } from '../../base/zone.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { Address } from '../people/address.ts';
import { parseEmail } from '../people/email.ts';
import { parsePersonName, type TypedName } from '../people/person-name.ts';
import { parsePhone, type PhoneCountry } from '../people/phone.ts';
import { type Client, type ClientId, clientVersion, type ClosedEntry, closedEntry, type PhoneEntry } from './client.ts';
import { notificationsByDefault, type Notifications } from './notifications.ts';

/** What the desk types about a person; phones and names as they come. */
export interface TypedClient {
  readonly name: TypedName;
  readonly latinName?: string | undefined;
  readonly phones: readonly { readonly number: string; readonly note?: string | undefined }[];
  readonly email?: string | undefined;
  readonly addresses: readonly Address[];
  readonly mainAddress?: Address['id'] | undefined;
  readonly born?: CivilDate | undefined;
  readonly language: Client['language'];
  readonly zone: Zone;
  readonly note?: string | undefined;
}

export interface ClientContext {
  readonly stamp: Stamp;
  readonly today: CivilDate;
  /** How numbers without a country are read. */
  readonly country: PhoneCountry;
}

export type ClientRefusal = Failure<
  'NAME_MISSING' | 'NOT_A_PHONE' | 'NOT_AN_EMAIL' | 'DATE_IN_FUTURE' | 'TOO_MANY_ENTRIES'
>;

export function registerClient(
  id: ClientId,
  typed: TypedClient,
  context: ClientContext,
): Result<Client, ClientRefusal> {
  const details = readDetails(typed, context);
  if (!details.ok) return details;
  return ok({
    id,
    ...details.value,
    state: { status: 'ACTIVE' },
    consents: [],
    notifications: notificationsByDefault,
    discounts: [],
    notTheSameAs: [],
    ...createdBy(context.stamp, clientVersion),
  });
}

/** Replaces what the desk typed; consents, discounts and joined entries have rules of their own. */
export function changeClient(
  client: Client,
  typed: TypedClient,
  context: ClientContext,
): Result<Client, ClientRefusal | ClosedEntry> {
  const closed = closedEntry(client);
  if (closed !== undefined) return err(closed);
  const details = readDetails(typed, context);
  if (!details.ok) return details;
  const { latinName: _latin, email: _email, mainAddress: _main, born: _born, note: _note, ...kept } = client;
  return ok({ ...kept, ...details.value, changed: context.stamp });
}

export function changeNotifications(
  client: Client,
  notifications: Notifications,
  stamp: Stamp,
): Result<Client, ClosedEntry> {
  const closed = closedEntry(client);
  return closed === undefined ? ok({ ...client, notifications, changed: stamp }) : err(closed);
}

/** Off the lists, or back on them; a person who is needed again is found all the same. */
export function archiveClient(
  client: Client,
  status: 'ACTIVE' | 'ARCHIVED',
  stamp: Stamp,
): Result<Client, ClosedEntry> {
  const closed = closedEntry(client);
  if (closed !== undefined) return err(closed);
  return ok(client.state.status === status ? client : { ...client, state: { status }, changed: stamp });
}

/** What `changeClient` replaces: the part of an entry that a form shows. */
export function detailsOfClient(client: Client): ClientDetails {
  const { name, latinName, phones, email, addresses, mainAddress, born, language, zone, note } = client;
  return {
    name,
    phones,
    addresses,
    language,
    zone,
    ...onlyDefined({ latinName, email, mainAddress, born, note }),
  };
}

export type ClientDetails = Pick<
  Client,
  'name' | 'latinName' | 'phones' | 'email' | 'addresses' | 'mainAddress' | 'born' | 'language' | 'zone' | 'note'
>;

function readDetails(typed: TypedClient, { today, country }: ClientContext): Result<ClientDetails, ClientRefusal> {
  const name = parsePersonName(typed.name);
  if (!name.ok) return name;
  const phones = readPhones(typed.phones, country);
  if (!phones.ok) return phones;
  const email = typed.email === undefined || typed.email.trim() === '' ? ok(undefined) : parseEmail(typed.email);
  if (!email.ok) return email;
  if (typed.born !== undefined && typed.born > today) return err(failure('DATE_IN_FUTURE', { date: typed.born }));
  if (typed.addresses.length > 20) return err(failure('TOO_MANY_ENTRIES', { list: 'addresses', most: 20 }));
  return ok({
    name: name.value,
    phones: phones.value,
    addresses: [...typed.addresses],
    language: typed.language,
    zone: typed.zone,
    ...onlyDefined({
      latinName: filled(tidyLine(typed.latinName ?? '', 160)),
      email: email.value,
      mainAddress: typed.mainAddress,
      born: typed.born,
      note: filled(tidyText(typed.note ?? '', 8_000)),
    }),
  });
}

function filled(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** The same number typed twice is kept once, with its first note. */
function readPhones(
  typed: TypedClient['phones'],
  country: PhoneCountry,
): Result<PhoneEntry[], Failure<'NOT_A_PHONE' | 'TOO_MANY_ENTRIES'>> {
  const read = collect(
    typed.slice(0, 50).map(({ number, note = '' }): Result<PhoneEntry, Failure<'NOT_A_PHONE'>> => {
      const phone = parsePhone(number, country);
      const noted = tidyLine(note, 60);
      return phone.ok ? ok({ number: phone.value, ...onlyDefined({ note: filled(noted) }) }) : phone;
    }),
  );
  if (!read.ok) return read;
  const once = read.value.filter((phone, at, all) => all.findIndex(({ number }) => number === phone.number) === at);
  return once.length > 20 ? err(failure('TOO_MANY_ENTRIES', { list: 'phones', most: 20 })) : ok(once);
}
