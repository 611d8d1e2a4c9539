import { derivedId } from '@lapka/shared/base/id.ts';
import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import { bookingOf, coreOf } from '@lapka/shared/domain/bookings/booking.ts';
import { withoutSlot } from '@lapka/shared/domain/bookings/slot-rules.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { createNotice } from '@lapka/shared/domain/inbox/notice-rules.ts';
import type { Task } from '@lapka/shared/domain/inbox/task.ts';
import { aMovement } from '@lapka/shared/testing/builders/stock.ts';
import { describe, expect, it } from 'vitest';
import { serverDevice } from '../../src/stores/server-device.ts';
import { reminderTopic } from '../../src/reminders/owner-facts.ts';
import { faults, emptyShelf } from './faults.ts';
import type { invariants } from './invariants.ts';
import { simulate } from './simulation.ts';
import type { SimulatedWorld } from './simulated-world.ts';

/** Writes past every rule, as a server with a bug would. */
async function smuggle(
  { server, clinic, time }: SimulatedWorld,
  collection: CollectionName,
  document: DocumentFields,
  deleted = false,
): Promise<void> {
  const operation = derivedId<'Operation'>('Operation', 'sabotage', document.id);
  const write = { collection, document, deleted, device: serverDevice, operation };
  await time.until(server.documents.transactClinic(clinic, (transaction) => transaction.put([write])));
}

const first = async <Document>(
  { server }: SimulatedWorld,
  collection: CollectionName,
  fits: (document: Document) => boolean = () => true,
): Promise<Document> => {
  const found = ((await server.stored(collection)) as unknown as readonly Document[]).find(fits);
  if (found === undefined) throw new Error(`nothing in ${collection} to sabotage`);
  return found;
};

const promised = ({ status, source }: Booking): boolean => status === 'CONFIRMED' && source === 'PHONE';
const acknowledgedBooking = (world: SimulatedWorld): Promise<Booking> =>
  first<Booking>(world, 'bookings', (booking) =>
    world.notebook.acknowledged.some(({ documents }) => documents.some(({ id }) => id === booking.id)),
  );

const sabotages: Readonly<Record<keyof typeof invariants, (world: SimulatedWorld) => Promise<void>>> = {
  quiet: async ({ desks: [desk] }) => desk?.replication.setCable(false),
  sameByQuery: async (world) => {
    world.desks[0]?.replication.setCable(false);
    await smuggle(world, 'clients', {
      ...(await first<DocumentFields>(world, 'clients')),
      id: derivedId('Client', 'new'),
    });
  },
  sameByHash: async (world) => {
    world.desks[0]?.replication.setCable(false);
    await smuggle(world, 'clients', {
      ...(await first<DocumentFields>(world, 'clients')),
      id: derivedId('Client', 'new'),
    });
  },
  nothingLost: async (world) => smuggle(world, 'bookings', await acknowledgedBooking(world), true),
  auditOnce: async ({ server, clinic, time }) => {
    const again = server.documents.transactClinic(clinic, async (transaction) => {
      const [entry] = await transaction.auditAfter(0, 1);
      if (entry !== undefined) await transaction.audit([{ at: entry.at, content: entry.content }]);
    });
    await time.until(again);
  },
  refusalsShown: async (world) => {
    const [desk] = world.desks;
    if (desk === undefined) return;
    await faults['poison document']?.strike(world, desk, emptyShelf());
    await world.time.pass(60_000);
    const told = await first<Task>(world, 'inbox', ({ task }) => task === 'REFUSED_CHANGE');
    await smuggle(world, 'inbox', told, true);
  },
  oneBookingPerSlot: async (world) => {
    const booking = await first<Booking>(world, 'bookings', promised);
    const twin = bookingOf({
      ...coreOf(booking),
      id: derivedId('Booking', 'twin'),
      code: 'L1-X-261116-001',
    });
    if (twin !== undefined) await smuggle(world, 'bookings', twin);
  },
  losersHaveTasks: async (world) => {
    const booking = await first<Booking>(world, 'bookings', promised);
    await smuggle(world, 'bookings', withoutSlot(booking, booking.id, [], booking.changed));
  },
  numbersOnce: async (world) => {
    // Past the store as well, which has a constraint for it.
    const { server } = world;
    const stored = server.stored.bind(server);
    server.stored = async (collection) => {
      const documents = await stored(collection);
      const [one] = documents;
      return collection === 'bookings' && one !== undefined
        ? [...documents, { ...one, id: derivedId('Booking', 'twin') }]
        : documents;
    };
  },
  booksExact: async (world) => {
    // Past the store as well, which takes no changed entry.
    const { server } = world;
    const stored = server.stored.bind(server);
    const moved = aMovement();
    server.stored = async (collection) => {
      const documents = await stored(collection);
      return collection === 'stock' ? [...documents, moved] : documents;
    };
  },
  remindedOnce: async (world) => {
    const { id, created } = await first<DocumentFields>(world, 'clients');
    for (const name of ['one', 'two']) {
      const notice = createNotice(
        {
          id: derivedId('Notice', name),
          type: 'REMINDER',
          to: { kind: 'CLIENT', client: id as never },
          topic: reminderTopic,
          details: { items: [{ key: 'the same', kind: 'VACCINATION', petName: 'Барон', due: '2027-01-01' }] },
        },
        created,
      );
      await smuggle(world, 'inbox', notice);
    }
  },
};

describe('the judge of a simulation', () => {
  it.each(Object.entries(sabotages))(
    'notices when it is not so any more: %s',
    async (invariant, sabotage) => {
      const { findings } = await simulate({ seed: 7, desks: 2, steps: 40, sabotage });
      expect(findings.map((finding) => finding.invariant)).toContain(invariant);
      expect(findings.map((finding) => finding.invariant)).not.toContain('noBug');
    },
    120_000,
  );
});
