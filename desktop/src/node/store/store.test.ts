import { createIdMaker, type Id } from '@lapka/shared/base/id.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { phoneSchema } from '@lapka/shared/domain/people/phone.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { describe, expect, it } from 'vitest';
import { openClinicDatabase } from './clinic-database.ts';
import { openMemoryStore } from './open-store.ts';
import { abandon } from './store.ts';

const clock = new FakeClock();
const ids = createIdMaker(clock, seededRandom(1));
const stamp = {
  operation: ids.next<'Operation'>(),
  at: clock.now(),
  by: { kind: 'SYSTEM' as const },
  device: ids.next<'Device'>(),
};
function client(id: Id<'Client'>, family: string, phones: string[]) {
  return aClient({
    id,
    name: { given: 'Анна', family },
    phones: phones.map((number) => ({ number: phoneSchema.parse(number) })),
    created: stamp,
    changed: stamp,
  });
}

describe('the store', () => {
  it('hands back what was put, finds it by a key, and tells about it once', async () => {
    const store = openMemoryStore({ collections, clock, random: seededRandom(2), logger: silentLogger });
    const heard: unknown[] = [];
    store.onChange((changes) => heard.push(...changes));
    const id = ids.next<'Client'>();
    const wanted = client(id, 'Иванова', ['+79161234567']);
    expect(store.transact((tx) => tx.put(clients, wanted))).toEqual({ ok: true, value: undefined });
    expect(store.read((reader) => reader.get(clients, id))).toEqual(wanted);
    expect(store.read((reader) => reader.byKey(clients, 'phone', '+79161234567'))).toEqual([wanted]);
    expect(heard).toEqual([{ collection: 'clients', id, origin: 'COMMAND' }]);
    await store.close();
  });

  it('leaves nothing behind when a command throws or abandons', async () => {
    const store = openMemoryStore({ collections, clock, random: seededRandom(3), logger: silentLogger });
    const id = ids.next<'Client'>();
    const abandoned = store.transact((tx) => {
      tx.put(clients, client(id, 'Петрова', ['+79160000000']));
      return abandon('not this time');
    });
    expect(abandoned).toEqual({ ok: true, value: 'not this time' });
    expect(() =>
      store.transact((tx) => {
        tx.put(clients, client(id, 'Петрова', ['+79160000000']));
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(store.read((reader) => [reader.get(clients, id), reader.byKey(clients, 'phone', '+79160000000')])).toEqual([
      undefined,
      [],
    ]);
    await store.close();
  });

  it('and RxDB see the writes of each other', async () => {
    const store = openMemoryStore({ collections, clock, random: seededRandom(4), logger: silentLogger });
    const database = await openClinicDatabase(store, collections);
    const collection = database.collections.get('clients')!;
    const heard: unknown[] = [];
    store.onChange((changes) => heard.push(...changes));
    const first = ids.next<'Client'>();
    store.transact((tx) => tx.put(clients, client(first, 'Сидорова', [])));
    const found = await collection.findOne(first).exec();
    expect(found?.toJSON()).toEqual(client(first, 'Сидорова', []));
    store.transact((tx) => tx.put(clients, client(first, 'Смирнова', [])));
    expect(found?.getLatest().toJSON()).toEqual(client(first, 'Смирнова', []));
    const second = ids.next<'Client'>();
    await collection.insert(client(second, 'Орлова', ['+7916']));
    expect(store.read((reader) => reader.byKey(clients, 'phone', '+7916'))).toEqual([
      client(second, 'Орлова', ['+7916']),
    ]);
    expect(heard).toEqual([
      { collection: 'clients', id: first, origin: 'COMMAND' },
      { collection: 'clients', id: first, origin: 'COMMAND' },
      { collection: 'clients', id: second, origin: 'REPLICATION' },
    ]);
    await database.close();
    await store.close();
  });
});
