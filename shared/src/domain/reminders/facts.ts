import type { Instant } from '../../base/instant.ts';
import { zone, type Zone } from '../../base/zone.ts';
import type { Booking } from '../bookings/booking.ts';
import type { Client, ClientId } from '../clients/client.ts';
import type { Pet } from '../pets/pet.ts';
import type { VaccineRefusal } from '../records/book-entry.ts';
import type { Location } from '../settings/settings.ts';
import type { Protocol } from '../vaccinations/protocol.ts';
import type { Vaccination } from '../vaccinations/vaccination.ts';
import type { QuietHours, ReminderSettings } from './stages.ts';
import { createWallClock, type WallClock } from './wall-clock.ts';

/**
 * Everything the planner looks at: plain documents, so that the server's sweep and the desk's recall list come to the
 * same answer from the same function.
 */
export interface ReminderFacts {
  readonly vaccinations: readonly Vaccination[];
  readonly refusals: readonly VaccineRefusal[];
  readonly pets: readonly Pet[];
  readonly bookings: readonly Booking[];
  readonly locations: readonly Pick<Location, 'id' | 'zone'>[];
  readonly protocols: readonly Protocol[];
  readonly settings: ReminderSettings;
  readonly quiet: QuietHours;
  readonly sent: readonly SentReminder[];
  /** The entry that speaks for the owner a pet names; several entries of one person may have been joined. */
  ownerOf(owner: ClientId): Client | undefined;
}

/** What has gone out. A message that is on its way counts as sent: nothing goes out twice. */
export interface SentReminder {
  readonly key: string;
  readonly message: string;
  readonly owner: ClientId;
  readonly at: Instant;
}

/** The same facts, found by what one asks for. */
export interface FactIndex {
  readonly facts: ReminderFacts;
  readonly clock: WallClock;
  readonly pets: ReadonlyMap<string, Pet>;
  readonly bookingsOf: ReadonlyMap<string, readonly Booking[]>;
  readonly refusalsOf: ReadonlyMap<string, readonly VaccineRefusal[]>;
  readonly vaccinationsOf: ReadonlyMap<string, readonly Vaccination[]>;
  readonly sent: ReadonlyMap<string, SentReminder>;
  readonly sentTo: ReadonlyMap<string, readonly SentReminder[]>;
  zoneOf(location: Location['id']): Zone;
}

export function indexFacts(facts: ReminderFacts): FactIndex {
  const zones = new Map(facts.locations.map((location) => [location.id, location.zone]));
  return {
    facts,
    clock: createWallClock(facts.settings.sendAt, facts.quiet),
    pets: new Map(facts.pets.map((pet) => [pet.id, pet])),
    bookingsOf: Map.groupBy(facts.bookings, ({ pet }) => pet),
    refusalsOf: Map.groupBy(facts.refusals, ({ pet }) => pet),
    vaccinationsOf: Map.groupBy(facts.vaccinations, ({ pet }) => pet),
    sent: new Map(facts.sent.map((each) => [each.key, each])),
    sentTo: Map.groupBy(facts.sent, ({ owner }) => owner),
    zoneOf: (location) => zones.get(location) ?? zone('UTC'),
  };
}

/** The messages an owner got on the day, by the owner's clock, on which a moment lies. */
export function messagesOnDay({ sentTo, clock }: FactIndex, owner: Client, moment: Instant): ReadonlySet<string> {
  const day = clock.dayAt(moment, owner.zone);
  const onDay = (sentTo.get(owner.id) ?? []).filter(({ at }) => clock.dayAt(at, owner.zone) === day);
  return new Set(onDay.map(({ message }) => message));
}
