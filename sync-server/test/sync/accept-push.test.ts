import { derivedId } from '@lapka/shared/base/id.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { Push } from '@lapka/shared/protocol/up.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { ConstraintBroken } from '../../src/stores/store-errors.ts';
import { acceptPush } from '../../src/sync/accept-push.ts';
import { clinicOf, deviceOf, noon, operationOf } from '../support/documents.ts';
import { everything } from '../support/sync-desk.ts';

const pusher = { clinic: clinicOf('ours'), device: deviceOf('desk'), incarnation: derivedId('Incarnation', 'desk') };
const pet = (name: string): Pet => aPet({ id: derivedId('Pet', name), name });
const aPush = (...wanted: readonly Pet[]): Push => ({
  t: 'PUSH',
  request: 1,
  push: operationOf('push'),
  collection: 'pets',
  rows: wanted.map((one) => ({ wanted: onWire(one), deleted: false })),
});
const accept = (store: DocumentStore, push: Push) => acceptPush({ store, rights: everything }, pusher, push, noon);

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
    const push = aPush(pet('Tom'), pet('Rex'), pet('Ina'));
    const result = await accept(store, push);
    expect(result.rows).toEqual([
      { outcome: 'ACCEPTED', id: pet('Tom').id },
      { outcome: 'REFUSED', id: pet('Rex').id, reason: 'CONSTRAINT document_key_taken' },
      { outcome: 'ACCEPTED', id: pet('Ina').id },
    ]);
    expect(await store.readClinic(pusher.clinic, (reader) => reader.head())).toBe(2);
    // Repeated, it answers the same and does nothing (PUSH-2).
    expect(await accept(store, push)).toEqual(result);
    expect(await store.readClinic(pusher.clinic, (reader) => reader.head())).toBe(2);
  });

  it('passes a bug on', async () => {
    const store = gated(() => {
      throw new TypeError('a bug');
    });
    await expect(accept(store, aPush(pet('Tom')))).rejects.toThrow('a bug');
  });
});
