import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createIdMaker } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { given } from '@lapka/shared/testing/given.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { aClient } from '@lapka/shared/testing/builders/client.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { afterEach, expect, it } from 'vitest';
import { openStore } from './open-store.ts';
import { abandon } from './store.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'lapka-undone-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a command that wrote something and then refused leaves a store that opens again as it is', async () => {
  const clock = new FakeClock();
  const ids = createIdMaker(clock, new SeededChooser(1));
  const parts = { collections, program: '1', clock, scheduler: clock, ids, logger: silentLogger };
  const open = async () => given(await openStore({ ...parts, folder, key: undefined, ballastBytes: 0 }));
  const store = await open();
  store.transact((transactor) => transactor.put(clients, aClient()));
  const answer = store.transact((transactor) => {
    transactor.put(clients, { ...aClient(), note: 'never' });
    return abandon('refused');
  });
  expect(answer).toEqual({ ok: true, value: 'refused' });
  await store.close();
  const again = await open();
  expect(again.read((reader) => reader.find(clients, {}))).toEqual([aClient()]);
  await again.close();
});
