import { type Id, derivedId } from '@lapka/shared/base/id.ts';
import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { collectionNamed, collections } from '@lapka/shared/domain/collections.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { aBooking, aSlot } from '@lapka/shared/testing/builders/bookings.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { anOrganisation } from '@lapka/shared/testing/builders/settings.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { at } from '@lapka/shared/testing/builders/stamp.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deviceOf, operationOf } from '../support/documents.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let world: SyncWorld;
let desk: TestDesk;
const opened: TestDesk[] = [];

/** The clinic of the fake clock's day, 2026-11-16: one booking each on many days before, today and this week, one later. */
const days: readonly Instant[] = [
  ...Array.from({ length: 30 }, (_, index) => plusDays(at('09:00', '2026-09-01'), index)),
  at('10:30', '2026-11-16'),
  at('10:30', '2026-11-20'),
  at('10:30', '2026-12-20'),
];

async function fill(): Promise<void> {
  const writes: { collection: CollectionName; document: DocumentFields }[] = [
    { collection: 'settings', document: anOrganisation() },
    { collection: 'staff', document: aStaffMember() },
  ];
  for (const [index, start] of days.entries()) {
    const client: Id<'Client'> = derivedId('Client', String(index));
    const pet: Id<'Pet'> = derivedId('Pet', String(index));
    writes.push(
      { collection: 'clients', document: aClient({ id: client }) },
      { collection: 'pets', document: aPet({ id: pet, owner: client }) },
      {
        collection: 'bookings',
        document: aBooking({
          name: `B${index}`,
          slot: aSlot({ start }),
          core: { client, pet, code: `L1-A-261116-${String(index).padStart(3, '0')}` },
        }),
      },
    );
  }
  await world.stores.documents.transactClinic(world.other().pusher.clinic, (transaction) =>
    transaction.put(
      writes.map((write) => ({ ...write, deleted: false, device: deviceOf('old'), operation: operationOf('old') })),
    ),
  );
}

beforeEach(async () => {
  world = new SyncWorld({ definitionOf: collectionNamed }, collections);
  await fill();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function start(): Promise<void> {
  desk = await TestDesk.start(world, 'desk', { definitions: collections });
  opened.push(desk);
}

const stage = () => desk.replication.status().firstSync.stage;
const dates = () =>
  desk.store
    .read((reader) => reader.find(bookings, {}))
    .map(({ date }) => date)
    .toSorted();
const pulled = () =>
  desk.network.frames
    .filter(({ direction }) => direction === 'UP')
    .flatMap(({ kind, text }) => {
      if (kind === 'PULL_DAYS') return ['DAYS'];
      return kind === 'PULL' ? [(JSON.parse(text) as { collection: string }).collection] : [];
    });

describe('a new desk', () => {
  it('FIRST-1 pulls settings, staff, prices and shifts, then this week, then the rest', async () => {
    await start();
    await world.until(() => stage() === 'COMPLETE');
    const order = pulled();
    const beforeDays = new Set(order.slice(0, order.indexOf('DAYS')));
    expect(beforeDays).toEqual(new Set(['settings', 'staff', 'catalogue', 'shifts']));
    expect(dates()).toHaveLength(days.length);
    expect(desk.replication.status().firstSync).toEqual({ stage: 'COMPLETE', percent: 100 });
  });

  it('FIRST-1 can be worked with as soon as this week is there, with its clients and pets', async () => {
    world.clock.advance(0);
    await start();
    desk.network.fateOf = ({ kind, text }) =>
      kind === 'PULL' && /"(clients|pets|bookings)"/.test(text) ? 'LOST' : undefined;
    await world.until(() => stage() === 'HISTORY' && dates().length > 0);
    expect(dates()).toEqual(['2026-11-16', '2026-11-20']);
    const companions = desk.store.read((reader) =>
      reader
        .find(bookings, {})
        .map(({ client, pet }) => [reader.get(clients, client)?.id, reader.get(pets, pet)?.owner]),
    );
    expect(companions.flat()).not.toContain(undefined);
    expect(desk.replication.status().firstSync.percent).toBeLessThan(100);
    desk.network.fateOf = () => undefined;
    await world.until(() => stage() === 'COMPLETE');
    expect(dates()).toHaveLength(days.length);
  });

  it('FIRST-2 goes on where it was after a restart in the middle', async () => {
    await start();
    desk.network.fateOf = ({ kind, text }) =>
      kind === 'PULL' && /"(clients|records)"/.test(text) ? 'LOST' : undefined;
    await world.until(() => dates().length === days.length);
    expect(stage()).toBe('HISTORY');
    await desk.close();
    desk.network.fateOf = () => undefined;
    await desk.open({ definitions: collections });
    await world.until(() => stage() === 'COMPLETE');
    expect(desk.store.read((reader) => reader.find(clients, {}))).toHaveLength(days.length);
  });

  it('FIRST-1 asks for nothing of the kind later', async () => {
    await start();
    await world.until(() => stage() === 'COMPLETE');
    await desk.close();
    const before = desk.network.frames.length;
    await desk.open({ definitions: collections });
    await world.until(() => desk.replication.status().connection.state === 'ONLINE');
    await world.pass(2);
    expect(desk.network.frames.slice(before).map(({ kind }) => kind)).not.toContain('PULL_DAYS');
    expect(stage()).toBe('COMPLETE');
  });
});
