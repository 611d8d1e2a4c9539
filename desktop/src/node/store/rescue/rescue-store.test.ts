import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileKey, pageSize } from '../file/driver.ts';
import { storeFolder } from '../file/store-folder.ts';
import type { LocalStore } from '../local-store.ts';
import { openStore } from '../open-store.ts';
import { storeIn, storeParts } from '../testing/open-documents.ts';
import { entries, note, type Note, notes, testCollections, testStamp } from '../testing/notes.ts';
import { type RescueReport, rescueStore } from './rescue-store.ts';

const key: FileKey = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };
let root: string;
let folder: ReturnType<typeof storeFolder>;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapka-rescue-'));
  folder = storeFolder(join(root, 'data'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = () => storeIn(folder.root, { key, collections: testCollections });
const attempt = () =>
  openStore({ folder: folder.root, key, ballastBytes: 0, ...storeParts(), collections: testCollections });

function rescue(backup?: string): RescueReport {
  const options = { folder: folder.root, key, ...storeParts(), collections: testCollections };
  const report = rescueStore({ ...options, ...(backup !== undefined && { backup }) });
  if (!report.ok) throw new Error(report.error.code);
  return report.value;
}

/** Writes as a command does: documents, the audit trail, the answer, a counter. */
function command(store: LocalStore, numbers: readonly number[], fields: Partial<Note> = {}): void {
  store.transact((tx) => {
    for (const number of numbers) tx.put(notes, note(number, fields));
    tx.appendAudit({
      command: 'test',
      stamp: testStamp,
      documents: numbers.map((number) => ({ collection: 'inbox', id: note(number).id })),
    });
    tx.setNodeValue('last', { number: numbers.at(-1) ?? 0 });
  });
}

const all = (store: LocalStore) =>
  store.read((reader) => reader.find(notes, {}).map(({ amount, text }) => [amount, text]));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What a process leaves that was killed. */
async function killedAfter(act: (store: LocalStore) => void): Promise<void> {
  const store = await open();
  act(store);
  const aside = join(root, 'killed');
  mkdirSync(aside);
  for (const name of readdirSync(folder.root)) copyFileSync(join(folder.root, name), join(aside, name));
  await store.close();
  rmSync(folder.root, { recursive: true });
  renameSync(aside, folder.root);
}

async function expectRescued(numbers: readonly number[]): Promise<RescueReport> {
  const report = rescue();
  const store = await open();
  expect(all(store)).toEqual(numbers.map((number) => [number, `note ${number}`]));
  expect(store.read((reader) => reader.nodeValue('last'))).toEqual({ number: numbers.at(-1) });
  expect(store.identity.incarnation).toBe(report.incarnation);
  await store.close();
  return report;
}

describe('a rescued store', () => {
  it('has all that was acknowledged when its log is missing', async () => {
    await killedAfter((store) => {
      for (const number of range(1, 40)) command(store, [number]);
    });
    rmSync(`${folder.database}-wal`);
    expect(await attempt()).toMatchObject({ error: { code: 'STORE_LOG_MISSING' } });
    const report = await expectRescued(range(1, 40));
    expect(report).toMatchObject({ documents: 40, unsent: 40, missing: [] });
  });

  it('has all that was acknowledged when the file is empty', async () => {
    const store = await open();
    for (const number of range(1, 20)) command(store, [number]);
    await store.close();
    writeFileSync(folder.database, '');
    expect(await attempt()).toMatchObject({ error: { code: 'STORE_FILE_EMPTY' } });
    await expectRescued(range(1, 20));
  });

  it('has all that was acknowledged when an older copy came in its place', async () => {
    let store = await open();
    command(store, range(1, 10));
    await store.close();
    copyFileSync(folder.database, join(root, 'old.db'));
    store = await open();
    command(store, range(11, 20));
    await store.close();
    copyFileSync(join(root, 'old.db'), folder.database);
    expect(await attempt()).toMatchObject({ error: { code: 'STORE_FILE_OLD' } });
    await expectRescued(range(1, 20));
  });

  it('has all that was acknowledged when pages at random are trashed, the first among them', async () => {
    const store = await open();
    for (const start of range(0, 19)) command(store, range(start * 50 + 1, start * 50 + 50));
    await store.close();
    trashPages(new SeededChooser(1), 0.05, 1);
    expect(await attempt()).toMatchObject({ error: { code: 'STORE_FILE_DAMAGED' } });
    const report = await expectRescued(range(1, 1000));
    expect(report.damagedPages).toBeGreaterThan(3);
  });

  it('says which documents are lost when neither the file nor the log has them', async () => {
    const store = await open();
    command(store, range(1, 400), { text: 'x'.repeat(500) });
    await store.close();
    rmSync(folder.unsent);
    trashPages(new SeededChooser(2), 0.1, 2);
    const report = rescue();
    const opened = await open();
    const found = new Set(opened.read((reader) => reader.find(notes, {}).map(({ id }) => String(id))));
    expect(report.missing.length).toBeGreaterThan(0);
    const accounted = new Set([...found, ...report.missing.map(({ id }) => id)]);
    expect(accounted.size).toBeGreaterThan(395);
    expect(report.missing.filter(({ id }) => found.has(id))).toEqual([]);
    await opened.close();
  });

  it('does not bring old revisions or removed documents back', async () => {
    const store = await open();
    command(store, range(1, 100), { text: 'first' });
    store.transact((tx) => {
      for (const number of range(1, 50)) tx.put(notes, note(number, { text: 'second' }));
      for (const number of range(51, 60)) tx.remove(notes, note(number).id);
    });
    await store.close();
    rmSync(folder.unsent);
    rescue();
    const opened = await open();
    const texts = opened.read((reader) => reader.find(notes, { sort: { by: 'amount' } }).map(({ text }) => text));
    expect(texts).toEqual([
      ...Array.from({ length: 50 }, () => 'second'),
      ...Array.from({ length: 40 }, () => 'first'),
    ]);
    await opened.close();
  });

  it('keeps the audit trail and the answers of operations', async () => {
    const store = await open();
    const operation = testStamp.operation;
    store.transact((tx) => {
      tx.put(entries, note(1));
      tx.appendAudit({ command: 'pay', stamp: testStamp, documents: [] });
      tx.remember(operation, { command: 'pay', input: 'hash', answer: { paid: 5 } });
    });
    await store.close();
    trashPages(new SeededChooser(3), 0, 1);
    rescue();
    const opened = await open();
    expect(opened.read((reader) => reader.recall(operation))).toEqual({
      command: 'pay',
      input: 'hash',
      answer: { paid: 5 },
    });
    expect(opened.documents.file.statement('SELECT entry FROM audit').all()).toHaveLength(1);
    expect(opened.read((reader) => reader.get(entries, note(1).id))).toEqual(note(1));
    await opened.close();
  });

  it('can be rescued again', async () => {
    const store = await open();
    command(store, range(1, 30));
    await store.close();
    trashPages(new SeededChooser(4), 0, 1);
    await expectRescued(range(1, 30));
    trashPages(new SeededChooser(5), 0, 1);
    await expectRescued(range(1, 30));
    expect(readdirSync(folder.quarantine)).toHaveLength(2);
  });

  it('is not made with a wrong key, and nothing is lost by trying', async () => {
    const store = await open();
    command(store, range(1, 5));
    await store.close();
    const wrong = { bytes: Buffer.alloc(32, 1), salt: Buffer.alloc(16, 9) };
    const options = { folder: folder.root, key: wrong, ...storeParts(), collections: testCollections };
    expect(rescueStore(options)).toMatchObject({ ok: false, error: { code: 'STORE_KEY_WRONG' } });
    expect(existsSync(folder.database)).toBe(true);
    const opened = await open();
    expect(all(opened)).toHaveLength(5);
    await opened.close();
  });
});

/** Overwrites pages with noise: a share of them at random, and the given ones. */
function trashPages(chooser: SeededChooser, share: number, ...always: number[]): void {
  const content = readFileSync(folder.database);
  for (let page = 1; page <= content.length / pageSize; page++) {
    if (!always.includes(page) && !chooser.chance(share)) continue;
    for (let at = (page - 1) * pageSize; at < page * pageSize; at += 4) content.writeUInt32LE(chooser.uint32(), at);
  }
  writeFileSync(folder.database, content);
}
