import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Instant, instantOf, plusMinutes } from '@lapka/shared/base/instant.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type FileKey, pageSize } from '../file/driver.ts';
import { storeFolder } from '../file/store-folder.ts';
import type { LocalStore } from '../local-store.ts';
import { rescueStore } from '../rescue/rescue-store.ts';
import { note, notes, testCollections } from '../testing/notes.ts';
import { storeIn, storeParts } from '../testing/open-documents.ts';
import { backupsIn, backupsToKeep } from './backups.ts';

const key: FileKey = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };
let root: string;
let folder: ReturnType<typeof storeFolder>;
let clock: FakeClock;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapka-backup-'));
  folder = storeFolder(root);
  clock = new FakeClock();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (options = {}) =>
  storeIn(root, { key, clock, scheduler: clock, collections: testCollections, ...options });
const write = (store: LocalStore, ...numbers: number[]) =>
  store.transact((tx) => numbers.forEach((number) => tx.put(notes, note(number))));
const amounts = (store: LocalStore) => store.read((reader) => reader.find(notes, {}).map(({ amount }) => amount));

describe('a backup', () => {
  it('is a whole, encrypted file of its own, made while the store goes on', async () => {
    const store = await open();
    write(store, 1, 2, 3);
    const making = store.care!.backUp();
    write(store, 4);
    const made = await making;
    if (!made.ok) throw new Error(made.error.code);
    expect(backupsIn(folder)).toEqual([made.value]);
    expect(readFileSync(made.value.path).toString('latin1')).not.toContain('note');
    const copy = connect(made.value.path, { key, readOnly: true });
    expect(copy.pragma('integrity_check')).toBe('ok');
    copy.close();
    expect(amounts(store)).toEqual([1, 2, 3, 4]);
    await store.close();
  });

  it('is made before another version of the program upgrades the file', async () => {
    const first = await open();
    write(first, 1);
    await first.close();
    expect(backupsIn(folder)).toHaveLength(0);
    await (await open({ program: '2' })).close();
    expect(backupsIn(folder)).toHaveLength(1);
    await (await open({ program: '2' })).close();
    expect(backupsIn(folder)).toHaveLength(1);
  });

  it('is made soon after the start, and then every hour', async () => {
    const store = await open();
    const planned = clock.waitingCount();
    clock.advance(10_000);
    await settled(() => clock.waitingCount() === planned);
    expect(backupsIn(folder)).toHaveLength(1);
    clock.advance(3_600_000);
    await settled(() => clock.waitingCount() === planned);
    expect(backupsIn(folder)).toHaveLength(2);
    await store.close();
  });

  it('that fails is said to have failed, leaves nothing that looks like one, and does not keep the next from being made', async () => {
    const store = await open();
    write(store, 1);
    writeFileSync(folder.backups, 'a file in the place of the folder');
    expect(await store.care!.backUp()).toMatchObject({ ok: false, error: { code: 'STORE_BACKUP_FAILED' } });
    rmSync(folder.backups);
    expect(backupsIn(folder)).toEqual([]);
    expect(await store.care!.backUp()).toMatchObject({ ok: true });
    await store.close();
  });
});

describe('restoring', () => {
  it('goes back to a backup, keeps unsent changes, and is another incarnation', async () => {
    let store = await open();
    write(store, 1, 2);
    const made = await store.care!.backUp();
    const { identity } = store;
    write(store, 3);
    await store.close();
    const backup = made.ok ? made.value.path : '';
    const report = rescueStore({ folder: root, key, ...storeParts(), collections: testCollections, backup });
    expect(report).toMatchObject({ ok: true, value: { documents: 3, missing: [], sources: [backup] } });
    store = await open();
    expect(amounts(store)).toEqual([1, 2, 3]);
    expect(store.identity.store).toBe(identity.store);
    expect(store.identity.incarnation).not.toBe(identity.incarnation);
    await store.close();
  });

  it('works from a backup file alone, on another computer with the key', async () => {
    const store = await open();
    write(store, 1, 2);
    const made = await store.care!.backUp();
    await store.close();
    const elsewhere = mkdtempSync(join(tmpdir(), 'lapka-elsewhere-'));
    const backup = join(elsewhere, 'carried.db');
    copyFileSync(made.ok ? made.value.path : '', backup);
    const target = join(elsewhere, 'data');
    const report = rescueStore({ folder: target, key, ...storeParts(), collections: testCollections, backup });
    expect(report.ok).toBe(true);
    const restored = await storeIn(target, { key, collections: testCollections });
    expect(amounts(restored)).toEqual([1, 2]);
    await restored.close();
    rmSync(elsewhere, { recursive: true });
  });
});

describe('the check of the file', () => {
  it('finds a damaged page that nobody has read, and stops all writing', async () => {
    const store = await open();
    write(store, ...Array.from({ length: 300 }, (_, index) => index));
    await store.close();
    const content = readFileSync(folder.database);
    const page = Math.floor(content.length / pageSize) - 3;
    content[page * pageSize + 700]! ^= 1;
    writeFileSync(folder.database, content);
    const opened = await open();
    expect((await opened.care!.check(false)).kind).toBe('DAMAGED');
    expect(opened.health().state).toBe('DAMAGED');
    expect(write(opened, 999)).toMatchObject({ ok: false, error: { code: 'STORE_READ_ONLY' } });
    await opened.close();
    await expect(open()).rejects.toThrow('STORE_FILE_DAMAGED');
    expect(existsSync(folder.database)).toBe(false);
    expect(readdirSync(folder.quarantine)).toHaveLength(1);
  });
});

describe('the backups that are kept', () => {
  const now = instantOf(Date.parse('2026-11-16T12:00:00.000Z'));
  const ago = (minutes: number): Instant => plusMinutes(now, -minutes);

  it('are one for each of the last 24 hours and one for each of the last 7 days', () => {
    const everyTenMinutes = Array.from({ length: 6 * 24 * 10 }, (_, index) => ago(index * 10));
    const kept = backupsToKeep(everyTenMinutes, now);
    expect(kept).toHaveLength(24 + 6);
    expect(kept.slice(0, 3)).toEqual([ago(0), ago(60), ago(120)]);
    expect(kept.at(-1)).toBe(ago(6 * 24 * 60));
  });

  it('always are at most 31, with the newest of all among them, and stay the same when pruned again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 * 24 * 40 }), { minLength: 1, maxLength: 200 }), (minutes) => {
        const times = minutes.map(ago);
        const kept = backupsToKeep(times, now);
        expect(kept.length).toBeLessThanOrEqual(31);
        expect(kept).toContain(ago(Math.min(...minutes)));
        expect(backupsToKeep(kept, now)).toEqual(kept);
      }),
    );
  });
});

/** Waits for what a worker thread does, turn by turn; the runner's own time limit ends it. */
async function settled(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setImmediate(resolve));
}
