import { derivedId } from '@lapka/shared/base/id.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { Push } from '@lapka/shared/protocol/up.ts';
import { createdBy, type Stamp } from '@lapka/shared/domain/document.ts';
import { type Pet, petSchema } from '@lapka/shared/domain/pets/pet.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { ConstraintBroken, RecordsUnavailable, StoreUnavailable } from '../../src/stores/store-errors.ts';
import { acceptPush } from '../../src/sync/accept-push.ts';
import { clinicOf, deviceOf, noon, operationOf } from '../support/documents.ts';

const pusher = { clinic: clinicOf('ours'), device: deviceOf('desk') };
const stamp: Stamp = { operation: operationOf('made'), at: noon, by: { kind: 'SYSTEM' }, device: pusher.device };
const aPet = (name: string): Pet =>
  petSchema.parse({
    id: derivedId('Pet', name),
    owner: derivedId('Client', 'Anna'),
    name,
    species: 'DOG',
    ...createdBy(stamp, 1),
  });
const aPush = (...pets: readonly Pet[]): Push => ({
  t: 'PUSH',
  request: 1,
  push: operationOf('push'),
  collection: 'pets',
  rows: pets.map((pet) => ({ wanted: onWire(pet), deleted: false })),
});
const accept = (store: DocumentStore, push: Push) => acceptPush(store, pusher, push, noon);

/** A store in which each put goes through a gate first. */
function gated(gate: (names: readonly string[]) => void): DocumentStore {
  const { documents } = memoryStores({ clock: new FakeClock() });
  return {
    ...documents,
    transactClinic: (clinic, act) =>
      documents.transactClinic(clinic, (transaction) =>
        act({
          ...transaction,
          put: async (writes) => {
            gate(writes.map(({ document }) => (document as Pet).name));
            return await transaction.put(writes);
          },
        }),
      ),
  };
}

describe('a push', () => {
  it('refuses only the rows that break a constraint of the database and stores the others (PUSH-4)', async () => {
    const store = gated((names) => {
      if (names.includes('Rex')) throw new ConstraintBroken('document_key_taken');
    });
    const push = aPush(aPet('Tom'), aPet('Rex'), aPet('Ina'));
    const outcomes = await accept(store, push);
    expect(outcomes).toEqual([
      { outcome: 'ACCEPTED', id: aPet('Tom').id },
      { outcome: 'REFUSED', id: aPet('Rex').id, reason: 'document_key_taken' },
      { outcome: 'ACCEPTED', id: aPet('Ina').id },
    ]);
    expect(await store.readClinic(pusher.clinic, (reader) => reader.head())).toBe(2);
    // Repeated, it answers the same and does nothing (PUSH-2).
    expect(await accept(store, push)).toEqual(outcomes);
    expect(await store.readClinic(pusher.clinic, (reader) => reader.head())).toBe(2);
  });

  it('is to be repeated later while a store is away, and is then taken as if it came for the first time (PUSH-9)', async () => {
    for (const away of [new RecordsUnavailable('away'), new StoreUnavailable('away')]) {
      let isAway = true;
      const store = gated(() => {
        if (isAway) throw away;
      });
      const push = aPush(aPet('Tom'), aPet('Ina'));
      const later = { outcome: 'LATER', reason: 'RETRY_LATER' };
      expect(await accept(store, push)).toEqual([
        { ...later, id: aPet('Tom').id },
        { ...later, id: aPet('Ina').id },
      ]);
      isAway = false;
      expect(await accept(store, push)).toMatchObject([{ outcome: 'ACCEPTED' }, { outcome: 'ACCEPTED' }]);
    }
  });

  it('refuses a row whose text no store can keep (PUSH-4)', async () => {
    const outcomes = await accept(
      gated(() => {}),
      aPush(aPet('Tom'), aPet('a\0b')),
    );
    expect(outcomes).toMatchObject([{ outcome: 'ACCEPTED' }, { outcome: 'REFUSED', reason: 'BAD_DOCUMENT' }]);
  });

  it('passes a bug on', async () => {
    const store = gated(() => {
      throw new TypeError('a bug');
    });
    await expect(accept(store, aPush(aPet('Tom')))).rejects.toThrow('a bug');
  });
});
