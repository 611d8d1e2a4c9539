import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupsIn } from '../../desktop/src/node/store/backup/backups.ts';
import { storeFolder } from '../../desktop/src/node/store/file/store-folder.ts';
import { nodeWraps } from '../../desktop/src/node/store/keys/node-wraps.ts';
import { type ClinicStore, openClinicStore } from '../../desktop/src/node/store/open-clinic-store.ts';
import { storeParts } from '../../desktop/src/node/store/testing/open-documents.ts';
import { derivedId, type Id } from '../src/base/id.ts';
import { clientsCollection } from '../src/domain/clients/client-collection.ts';
import { collections } from '../src/domain/collections.ts';
import { aClient } from '../src/testing/builders/client.ts';
import { run } from './run.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lapka-restore-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const data = () => path.join(root, 'DK-A');
const client = (name: string): Id<'Client'> => derivedId('Client', name);
const restore = (...args: string[]) => run(process.execPath, ['shared/tooling/restore.ts', ...args]);

async function desk(): Promise<ClinicStore> {
  const options = { folder: data(), wraps: nodeWraps(data(), undefined), ballastBytes: 0 };
  const opened = await openClinicStore({ ...options, ...storeParts(), collections });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

/** A desk that has written one client, made a backup, and written another; answers which incarnation it was. */
async function deskWithBackup(): Promise<string> {
  const clinic = await desk();
  const { store } = clinic;
  store.transact((tx) => tx.put(clientsCollection.key, aClient({ id: client('before') })));
  const made = await store.care?.backUp();
  if (made?.ok !== true) throw new Error('the backup was not made');
  store.transact((tx) => tx.put(clientsCollection.key, aClient({ id: client('after') })));
  await clinic.close();
  return store.identity.incarnation;
}

describe('npm run restore', { timeout: 60_000 }, () => {
  it('brings a desk back whose database is gone, with what it wrote after the backup, as another incarnation', async () => {
    const incarnation = await deskWithBackup();
    rmSync(storeFolder(data()).database);
    const listed = await restore(data());
    expect(listed.code).toBe(0);
    expect(listed.output).toContain(backupsIn(storeFolder(data()))[0]?.path);
    const { code, output } = await restore(data(), '--backup', 'newest');
    expect(output).toContain('2 documents, 2 of them changes the server does not have yet');
    expect(code).toBe(0);
    const clinic = await desk();
    const { store, rescued } = clinic;
    expect(rescued).toBeUndefined();
    expect(store.identity.incarnation).not.toBe(incarnation);
    for (const name of ['before', 'after']) {
      expect(store.read((reader) => reader.get(clientsCollection.key, client(name)))?.id).toBe(client(name));
    }
    await clinic.close();
  });

  it('touches nothing while the desk is running', async () => {
    await deskWithBackup();
    const running = await desk();
    const { code, output } = await restore(data(), '--backup', 'newest');
    expect(output).toContain('already running');
    expect(code).toBe(1);
    await running.close();
  });

  it('touches nothing when the backup is not of this desk', async () => {
    await deskWithBackup();
    const before = readdirSync(data());
    const foreign = path.join(root, 'foreign.db');
    writeFileSync(foreign, Buffer.alloc(8192, 5));
    const { code, output } = await restore(data(), '--backup', foreign);
    expect(output).toContain('The key does not fit the database');
    expect(code).toBe(1);
    expect(readdirSync(data())).toEqual(before);
  });

  it('says in one sentence what is missing: the folder, its backups, the keys', async () => {
    for (const [args, said] of [
      [[], 'say which desk'],
      [[data(), '--backup', 'newest'], 'there are no backups'],
      [[data(), '--backup', path.join(root, 'some.db')], 'keys of the database is gone'],
    ] as const) {
      writeFileSync(path.join(root, 'some.db'), 'x');
      const { code, output } = await restore(...args);
      expect(output).toContain(said);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(1);
    }
    expect(readdirSync(root)).toEqual(['some.db']);
  });
});
