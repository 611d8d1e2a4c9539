import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storeFolder } from './file/store-folder.ts';
import { keyFileWrap } from './keys/key-file-wrap.ts';
import { type ClinicStore, openClinicStore } from './open-clinic-store.ts';
import { note, noteId, notes, testCollections } from './testing/notes.ts';
import { storeParts } from './testing/open-documents.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapka-clinic-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const data = () => join(root, 'data');
const attempt = (keyFile = 'lapka.key') =>
  openClinicStore({
    folder: data(),
    wraps: [keyFileWrap(join(root, keyFile))],
    ballastBytes: 0,
    ...storeParts(),
    collections: testCollections,
  });

async function open(): Promise<ClinicStore> {
  const opened = await attempt();
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

describe('what a desk keeps', () => {
  it('opens with its key, its collections and nothing to report', async () => {
    let clinic = await open();
    clinic.store.transact((tx) => tx.put(notes, note(1)));
    await clinic.close();
    clinic = await open();
    expect(clinic.rescued).toBeUndefined();
    expect(clinic.store.read((reader) => reader.get(notes, noteId(1)))).toEqual(note(1));
    expect([...clinic.database.collections.keys()]).toEqual(['inbox', 'ledger']);
    await clinic.close();
  });

  it('is put together again by itself when the file is no longer what was left, and says so', async () => {
    let clinic = await open();
    for (let number = 1; number <= 50; number++) clinic.store.transact((tx) => tx.put(notes, note(number)));
    const { incarnation } = clinic.store.identity;
    await clinic.close();
    const { database, quarantine } = storeFolder(data());
    const content = readFileSync(database);
    content.fill(7, 4096 * 2, 4096 * 4);
    content.fill(7, 0, 500);
    writeFileSync(database, content);
    clinic = await open();
    expect(clinic.rescued).toMatchObject({ documents: 50, unsent: 50, missing: [], damagedPages: 3 });
    expect(clinic.store.identity.incarnation).not.toBe(incarnation);
    expect(clinic.store.read((reader) => reader.find(notes, {}))).toHaveLength(50);
    await clinic.close();
    expect(readdirSync(quarantine)).toHaveLength(1);
    clinic = await open();
    expect(clinic.rescued).toBeUndefined();
    await clinic.close();
  });

  it('does not open without its key, and begins nothing new', async () => {
    const clinic = await open();
    await clinic.close();
    const before = readFileSync(storeFolder(data()).database);
    expect(await attempt('other.key')).toMatchObject({ ok: false, error: { code: 'STORE_KEY_LOCKED' } });
    expect(readFileSync(storeFolder(data()).database)).toEqual(before);
  });

  it('is not opened twice', async () => {
    const clinic = await open();
    expect(await attempt()).toMatchObject({ ok: false, error: { code: 'STORE_IN_USE' } });
    await clinic.close();
  });
});
