import { randomUUID } from 'node:crypto';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventBus } from '../../src/events/event-bus.ts';
import { takingOnce } from '../../src/events/taking-once.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { ClinicEvent } from '../../src/stores/outbox.ts';
import { aWrite, clinicOf, noon, testCollections } from '../support/documents.ts';

/** What every bus promises its consumers. */
export function eventBusContract(driver: string, open: () => Promise<EventBus>): void {
  describe(`the event bus on ${driver}`, () => {
    let releases: Releases;
    let bus: EventBus;
    beforeEach(async () => {
      releases = new Releases();
      bus = releases.use(await open());
    });
    afterEach(() => releases.close());

    it('brings each consumer the events it asked for and no others', async () => {
      const reminders = listener(['vaccination_planned', 'visit_moved']);
      const statistics = listener(['visit_moved']);
      await bus.subscribe(reminders.consumer('reminders'));
      await bus.subscribe(statistics.consumer('statistics'));
      const [planned, moved, unheard] = ['vaccination_planned', 'visit_moved', 'visit_ended'].map((name) =>
        anEvent('A', name),
      );
      await handOver(
        bus,
        [planned, moved, unheard].filter((event) => event !== undefined),
      );
      await handOver(bus, [anEvent('B', 'visit_moved')]);
      await Promise.all([reminders.until(3), statistics.until(2)]);
      expect(reminders.taken.map(({ name }) => name).toSorted()).toEqual([
        'vaccination_planned',
        'visit_moved',
        'visit_moved',
      ]);
      expect(reminders.taken.find(({ id }) => id === planned?.id)).toEqual(planned);
      expect(statistics.taken.map(({ name }) => name)).toEqual(['visit_moved', 'visit_moved']);
    });

    it('brings the events of a clinic in the order they were handed over', async () => {
      const listening = listener(['visit_moved']);
      await bus.subscribe(listening.consumer('order'));
      const events = Array.from({ length: 90 }, (_, index) => anEvent(`clinic ${index % 3}`, 'visit_moved', { index }));
      for (let from = 0; from < events.length; from += 20) await handOver(bus, events.slice(from, from + 20));
      await listening.until(90);
      for (const [clinic, taken] of Map.groupBy(listening.taken, (event) => event.clinic)) {
        const handed = events.filter((event) => event.clinic === clinic);
        expect(taken.map(({ payload }) => payload['index'])).toEqual(handed.map(({ payload }) => payload['index']));
      }
    });

    it('brings an event again until it is taken, before the ones that come after it', async () => {
      const listening = listener(['visit_moved']);
      let refusals = 2;
      await bus.subscribe({
        ...listening.consumer('stubborn'),
        take: async (event) => {
          if (event.payload['index'] === 1 && refusals-- > 0) throw new Error('not now');
          await listening.consumer('stubborn').take(event);
        },
      });
      await handOver(
        bus,
        [0, 1, 2].map((index) => anEvent('A', 'visit_moved', { index })),
      );
      await listening.until(3);
      const order = listening.taken.map(({ payload }) => Number(payload['index']));
      expect(order.filter((index, place) => order.indexOf(index) === place)).toEqual([0, 1, 2]);
      expect(refusals).toBeLessThanOrEqual(0);
    });

    it('lets an event that is handed over twice have one effect', async () => {
      const clock = new FakeClock();
      const { documents } = memoryStores({ clock, definitions: testCollections });
      const counted = listener(['visit_moved']);
      const effect = takingOnce(documents, { name: 'effect', events: ['visit_moved'] }, async (transaction, event) => {
        await transaction.put([aWrite('ledger', event.id)]);
      });
      const effects = listener(effect.events);
      const noted = effects.consumer(effect.name);
      await bus.subscribe({
        ...noted,
        take: async (event) => {
          await effect.take(event);
          await noted.take(event);
        },
      });
      await bus.subscribe(counted.consumer('counted'));
      const events = Array.from({ length: 10 }, () => anEvent('A', 'visit_moved'));
      // The relay died after the hand-over and before it could forget them.
      await handOver(bus, events);
      await handOver(bus, [...events, anEvent('A', 'visit_moved')]);
      await Promise.all([counted.until(21), effects.until(21)]);
      expect(await documents.readClinic(clinicOf('A'), (reader) => reader.head())).toBe(11);
    });
  });
}

export function anEvent(clinic: string, name: string, payload: ClinicEvent['payload'] = {}): ClinicEvent {
  return { clinic: clinicOf(clinic), id: randomUUID(), name, payload, publishedAt: noon };
}

/** Hands events over as the relay does: those of clinics that were held back come again. */
async function handOver(bus: EventBus, events: readonly ClinicEvent[]): Promise<void> {
  for (let left = events; left.length > 0;) {
    const heldBack = await bus.publish(left);
    left = left.filter(({ clinic }) => heldBack.has(clinic));
  }
}

export function listener(events: readonly string[]) {
  const taken: ClinicEvent[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  return {
    taken,
    until: (count: number): Promise<void> =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        if (taken.length >= count) resolve();
      }),
    consumer: (name: string) => ({
      name,
      events,
      take: async (event: ClinicEvent) => {
        taken.push(event);
        for (const { count, resolve } of waiting) {
          if (taken.length >= count) resolve();
        }
      },
    }),
  };
}
