import type { Instant } from '@lapka/shared/base/instant.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { type Client, type ClientId, clients } from '@lapka/shared/domain/clients/client.ts';
import { idsOfPerson, personOf } from '@lapka/shared/domain/clients/same-person.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Notice } from '@lapka/shared/domain/inbox/notice.ts';
import { type Pet, pets } from '@lapka/shared/domain/pets/pet.ts';
import { records } from '@lapka/shared/domain/records/record.ts';
import type { ReminderFacts, SentReminder } from '@lapka/shared/domain/reminders/facts.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';
import { z } from 'zod';
import type { ClinicReader } from '../stores/document-store.ts';

export const reminderTopic = 'REMINDER';

/** What a reminder's notice says; the keys in it are how we know what was sent. */
export const reminderDetailsSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['VACCINATION', 'APPOINTMENT']),
      petName: z.string(),
      vaccine: z.string().optional(),
      due: z.string(),
    }),
  ),
});
export type ReminderDetails = z.infer<typeof reminderDetailsSchema>;

/** An owner, what belongs to them, and everything the planner wants to know about it. */
export interface OwnerFacts {
  readonly owner: Client;
  readonly facts: ReminderFacts;
  readonly notices: readonly Notice[];
  readonly petOf: (id: Pet['id']) => Pet | undefined;
}

/** Reads all that the reminders of one owner depend on (undefined when the clinic does not know the owner). */
export async function ownerFacts(reader: ClinicReader, client: ClientId): Promise<OwnerFacts | undefined> {
  const person = await personWorld(reader, client);
  const owner = personOf(client, person);
  if (owner === undefined) return undefined;
  const ids = idsOfPerson(client, person);
  const found = {
    pets: { kind: 'find', collection: pets, find: { where: { owner: { in: ids } } } },
    settings: { kind: 'find', collection: settings, find: {} },
    bookings: { kind: 'find', collection: bookings, find: { where: { client: { in: ids } } } },
    notices: { kind: 'find', collection: inbox, find: { where: { 'to.client': { in: ids } } } },
  } as const;
  const world = await reader.world(Object.values(found));
  const animals = world.find(pets, found.pets.find);
  const book = {
    kind: 'find',
    collection: records,
    find: { where: { pet: { in: animals.map(({ id }) => id) } } },
  } as const;
  const entries = (await reader.world([book])).find(records, book.find);
  const stored = world.find(settings, found.settings.find);
  const notices = world
    .find(inbox, found.notices.find)
    .flatMap((entry) => (entry.kind === 'NOTICE' && entry.topic === reminderTopic ? [entry] : []));
  return {
    owner,
    notices,
    petOf: (id) => animals.find((pet) => pet.id === id),
    facts: {
      vaccinations: entries.flatMap((entry) => (entry.kind === 'VACCINATION' ? [entry] : [])),
      refusals: entries.flatMap((entry) => (entry.kind === 'VACCINE_REFUSAL' ? [entry] : [])),
      pets: animals,
      bookings: world.find(bookings, found.bookings.find),
      locations: stored.flatMap((setting) => (setting.kind === 'LOCATION' ? [setting] : [])),
      protocols: preference(stored, preferences.vaccinationProtocols),
      settings: preference(stored, preferences.reminders),
      quiet: { from: wallTime('21:00'), to: wallTime('09:00') },
      sent: notices.flatMap((notice) => sentBy(notice, owner.id)),
      ownerOf: (id) => (ids.includes(id) ? owner : undefined),
    },
  };
}

function sentBy(notice: Notice, owner: ClientId): SentReminder[] {
  const details = reminderDetailsSchema.safeParse(jsonObjectSchema.parse(notice.details));
  if (!details.success) return [];
  const at: Instant = notice.created.at;
  return details.data.items.map(({ key }) => ({ key, message: notice.id, owner, at }));
}

/** Several entries may be one person; each answer may name more of them, until nothing new comes. */
async function personWorld(reader: ClinicReader, client: ClientId): Promise<World> {
  const needs: Need[] = [];
  const asked = new Set<string>();
  for (;;) {
    const world = await reader.world(needs);
    const wanted = asked.size === 0 ? [client] : unaskedIds(client, world, asked);
    if (wanted.length === 0) return world;
    for (const id of wanted) {
      asked.add(id);
      needs.push({ kind: 'get', collection: clients, id });
      needs.push({ kind: 'byKey', collection: clients, key: 'mergedInto', value: id });
    }
  }
}

function unaskedIds(client: ClientId, world: World, asked: ReadonlySet<string>): ClientId[] {
  const known: World = {
    get: (collection, id) => (asked.has(id) ? world.get(collection, id) : undefined),
    find: (collection, find) => world.find(collection, find),
    byKey: (collection, key, value) => (asked.has(value) ? world.byKey(collection, key, value) : []),
  };
  return idsOfPerson(client, known).filter((id) => !asked.has(id));
}
