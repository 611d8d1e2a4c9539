import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { dateAt } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { type Client, clients, discountOn, hasConsent } from '@lapka/shared/domain/clients/client.ts';
import { detailsOfClient } from '@lapka/shared/domain/clients/client-rules.ts';
import { consentPurposes } from '@lapka/shared/domain/clients/consent.ts';
import { idsOfPerson } from '@lapka/shared/domain/clients/same-person.ts';
import { conversationId } from '@lapka/shared/domain/inbox/conversation.ts';
import { packageStanding } from '@lapka/shared/domain/ledger/package-rules.ts';
import { entriesOfWallet, packagesOf } from '@lapka/shared/domain/ledger/reading.ts';
import { walletBalance } from '@lapka/shared/domain/ledger/wallet-rules.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { found } from '../../reading/found.ts';
import { organisationOf } from '../../reading/organisation.ts';
import type { StoreReader } from '../../store/store.ts';
import { petLine } from '../desk/pet-line.ts';
import type { QueryFor } from '../query.ts';
import { upcomingLines } from '../shown/booking-lines.ts';
import { warningsOf } from '../shown/warnings.ts';
import { debtsOf } from './debts.ts';

export const card: QueryFor<'clients', 'card'> = {
  run(reader, { client: id }, context) {
    const client = found(reader, clients, id);
    if (!client.ok) return client;
    const today = dateAt(context.now, context.desk.zone);
    const person = idsOfPerson(id, reader);
    const booked = person.flatMap((one) => reader.find(bookings, { where: { client: one, date: { from: today } } }));
    const names = new Map(
      reader
        .getMany(
          pets,
          booked.map(({ pet }) => pet),
        )
        .map((pet) => [pet.id, pet.name]),
    );
    return ok({
      client: id,
      seen: seenOf(detailsOfClient(client.value)),
      ...shownOf(client.value),
      agrees: consentPurposes.filter((purpose) => hasConsent(client.value, purpose)),
      discount: discountOn(client.value, today),
      pets: animalsOf(reader, client.value, person),
      upcoming: upcomingLines(reader, booked, (booking) => ({ pet: names.get(booking.pet) ?? '' })),
      wallet: walletBalance(id, entriesOfWallet(reader, id), organisationOf(reader)?.currency ?? 'RUB'),
      debts: debtsOf(reader, id, context),
      packages: person
        .flatMap((one) => packagesOf(reader, one))
        .map(({ bought, entries }) => ({
          package: bought.id,
          name: bought.name,
          services: bought.services,
          available: packageStanding(bought, entries).free,
          validUntil: bought.validUntil,
        })),
      joined: reader
        .getMany(
          clients,
          person.filter((one) => one !== id),
        )
        .map(({ id: one, name }) => ({ client: one, name })),
      conversation: conversationId(id, undefined),
    });
  },
};

function shownOf(client: Client) {
  const { state, name, phones, addresses, language, zone, notifications } = client;
  const { latinName, email, mainAddress, born, note } = client;
  const always = { state, name, phones, addresses, language, zone, notifications };
  return { ...always, ...onlyDefined({ latinName, email, mainAddress, born, note }) };
}

/** The animals a person owns, then those owned together with somebody else. */
function animalsOf(reader: StoreReader, client: Client, person: readonly Client['id'][]) {
  const own = person.flatMap((one) => reader.find(pets, { where: { owner: one }, sort: { by: 'name' } }));
  const shared = person.flatMap((one) => reader.byKey(pets, 'coOwner', one));
  return [...new Map([...own, ...shared].map((pet) => [pet.id, pet])).values()].map((pet) => ({
    ...petLine(pet, reader.get(clients, pet.owner) ?? client),
    deceased: pet.deceased !== undefined,
    archived: pet.state.status === 'ARCHIVED',
    warnings: warningsOf(pet),
  }));
}
