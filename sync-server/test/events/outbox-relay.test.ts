import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBus } from '../../src/events/event-bus.ts';
import { inProcessBus } from '../../src/events/in-process-bus.ts';
import { OutboxRelay } from '../../src/events/outbox-relay.ts';
import { takingOnce } from '../../src/events/taking-once.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import type { Outbox } from '../../src/stores/outbox.ts';
import { listener } from '../contracts/event-bus-contract.ts';
import { aWrite, clinicOf, testCollections } from '../support/documents.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

interface Opened {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
}

const drivers: Readonly<Record<string, (releases: Releases) => Promise<Opened>>> = {
  memory: async () => memoryStores({ clock: new FakeClock(), definitions: testCollections }),
  Postgres: async (releases) => releases.use(await openTestPostgres({ definitions: testCollections })),
};

describe.each(Object.entries(drivers))('the relay on %s', (_name, open) => {
  let releases: Releases;
  let stores: Opened;
  let clock: FakeClock;
  let published: Map<ClinicId, string[]>;
  beforeEach(async () => {
    releases = new Releases();
    stores = await open(releases);
    clock = new FakeClock();
    published = new Map();
  });
  afterEach(() => releases.close());

  const publish = async (clinic: string, count: number): Promise<void> => {
    const ids = Array.from({ length: count }, () => randomUUID());
    published.set(clinicOf(clinic), [...(published.get(clinicOf(clinic)) ?? []), ...ids]);
    await stores.documents.transactClinic(clinicOf(clinic), (transaction) =>
      transaction.publish(ids.map((id) => ({ id, name: 'visit_moved', payload: {} }))),
    );
  };
  const relay = (bus: EventBus) =>
    releases.use(new OutboxRelay({ outbox: stores.outbox, bus, clock, scheduler: clock, logger: silentLogger }));
  const emptied = async (): Promise<void> => {
    for (;;) {
      const drained = await stores.outbox.drain(1, async (events) => new Set(events.map(({ clinic }) => clinic)));
      if (drained === 'EMPTY') return;
      clock.advance(1_000);
      await turn();
    }
  };
  /** A consumer whose effect is a document for each event, in the clinic of the event. */
  const effects = () =>
    takingOnce(stores.documents, { name: 'effects', events: ['visit_moved'] }, async (transaction, event) => {
      await transaction.put([aWrite('ledger', event.id, { event: event.id })]);
    });
  const effectsOf = async (clinic: string): Promise<unknown[]> => {
    const { documents } = await stores.documents.readClinic(clinicOf(clinic), (reader) =>
      reader.changesAfter('ledger', 0, 10_000),
    );
    return documents.map(({ document }) => (document as unknown as { event: string }).event);
  };

  it('hands on what was published before it started, and what comes later at once', async () => {
    await publish('A', 3);
    const bus = inProcessBus(silentLogger);
    const listening = listener(['visit_moved']);
    await bus.subscribe(listening.consumer('late riser'));
    relay(bus);
    await listening.until(3);
    await publish('A', 2);
    await listening.until(5);
    expect(listening.taken.map(({ id }) => id)).toEqual(published.get(clinicOf('A')));
  });

  it('loses and doubles nothing that a consumer does, wherever it dies', async () => {
    for (let round = 0; round < 8; round += 1) await publish(`clinic ${round % 3}`, 5);
    const bus = inProcessBus(silentLogger);
    await bus.subscribe(effects());
    for (let life = 0; life < 6; life += 1) {
      const dying: EventBus = {
        ...bus,
        publish: async (events) => {
          // It dies before, in the middle of, or after the hand-over; in no case it can forget the events.
          await bus.publish(events.slice(0, Math.floor((events.length * (life % 3)) / 2)));
          throw new Error('killed');
        },
      };
      const killed = new OutboxRelay({
        outbox: stores.outbox,
        bus: dying,
        clock,
        scheduler: clock,
        logger: silentLogger,
      });
      await turn();
      await killed.close();
    }
    relay(bus);
    await emptied();
    for (const clinic of ['clinic 0', 'clinic 1', 'clinic 2']) {
      expect(await effectsOf(clinic)).toEqual(published.get(clinicOf(clinic)));
    }
  });

  it('hands on each event in order although several servers run a relay', async () => {
    const buses = [0, 1, 2].map(() => inProcessBus(silentLogger));
    for (const bus of buses) {
      await bus.subscribe(effects());
      relay(bus);
    }
    const clinics = ['clinic 0', 'clinic 1', 'clinic 2', 'clinic 3'];
    const rounds = clinics.map(async (clinic) => {
      for (let round = 0; round < 5; round += 1) await publish(clinic, 4);
    });
    await Promise.all(rounds);
    await emptied();
    for (const clinic of clinics) expect(await effectsOf(clinic)).toEqual(published.get(clinicOf(clinic)));
  });

  it('lets a clinic whose event is not taken rest, goes on with the others, and comes back to it', async () => {
    const bus = inProcessBus(silentLogger);
    const listening = listener(['visit_moved']);
    let isSick = true;
    let tries = 0;
    await bus.subscribe({
      ...listening.consumer('doctor'),
      take: async (event) => {
        if (event.clinic === clinicOf('sick') && isSick) {
          tries += 1;
          throw new Error('not yet');
        }
        await listening.consumer('doctor').take(event);
      },
    });
    await publish('sick', 2);
    relay(bus);
    for (let round = 0; round < 5; round += 1) {
      await publish('well', 1);
      await listening.until(round + 1);
    }
    expect(tries).toBe(1);
    isSick = false;
    while (listening.taken.length < 7) {
      clock.advance(1_000);
      await turn();
    }
    const ofSick = listening.taken.filter(({ clinic }) => clinic === clinicOf('sick'));
    expect(ofSick.map(({ id }) => id)).toEqual(published.get(clinicOf('sick')));
  });
});
