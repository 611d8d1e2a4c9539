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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalStore } from '../local-store.ts';
import { openStore } from '../open-store.ts';
import { storeIn, storeParts } from '../testing/open-documents.ts';
import { note, notes, testCollections } from '../testing/notes.ts';
import { connect, type FileKey } from './driver.ts';
import { storeFolder } from './store-folder.ts';

const key: FileKey = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };
const otherKey: FileKey = { bytes: Buffer.alloc(32, 8), salt: Buffer.alloc(16, 9) };
let root: string;
let folder: ReturnType<typeof storeFolder>;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lapka-open-'));
  folder = storeFolder(join(root, 'data'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const open = (options = {}) => storeIn(folder.root, { key, collections: testCollections, ...options });
const attempt = (options = {}) =>
  openStore({ folder: folder.root, key, ballastBytes: 0, ...storeParts(), collections: testCollections, ...options });
const write = (store: LocalStore, ...numbers: number[]) =>
  store.transact((tx) => numbers.forEach((number) => tx.put(notes, note(number))));
const has = (store: LocalStore, number: number) =>
  store.read((reader) => reader.get(notes, note(number).id) !== undefined);

/** What a process leaves that was killed: the files as they are while it runs. */
async function leftBehind(act: (store: LocalStore) => void): Promise<void> {
  const store = await open();
  act(store);
  const aside = join(root, 'killed');
  mkdirSync(aside);
  for (const name of readdirSync(folder.root)) copyFileSync(join(folder.root, name), join(aside, name));
  await store.close();
  rmSync(folder.root, { recursive: true });
  renameSync(aside, folder.root);
}

async function filled(...numbers: number[]): Promise<void> {
  const store = await open();
  write(store, ...numbers);
  await store.close();
}

async function expectRefusal(code: string, options = {}): Promise<{ readonly putAside?: string }> {
  const opened = await attempt(options);
  expect(opened).toMatchObject({ ok: false, error: { code } });
  return opened.ok ? {} : opened.error.details;
}

describe('a store', () => {
  it('begins where there was nothing, and is found again', async () => {
    await filled(1, 2);
    const store = await open();
    expect([has(store, 1), has(store, 2), has(store, 3)]).toEqual([true, true, false]);
    await store.close();
  });

  it('keeps its names from one opening to the next', async () => {
    const first = await open();
    const { identity } = first;
    await first.close();
    const second = await open();
    expect(second.identity).toEqual(identity);
    await second.close();
  });

  it('shows nothing of what is in it to those who read the files', async () => {
    const store = await open();
    store.transact((tx) => tx.put(notes, note(1, { text: 'a secret word', phones: ['+79161234567'] })));
    await expectNowhere(['secret', '+79161234567', 'note']);
    await store.close();
    await expectNowhere(['secret', '+79161234567', 'note']);
  });

  it('writes durably after a write and after a reopen', async () => {
    for (const round of [1, 2]) {
      const store = await open();
      write(store, round);
      expect(store.documents.file.pragma('synchronous')).toBe(2);
      expect(store.documents.file.pragma('journal_mode')).toBe('wal');
      expect(store.documents.file.pragma('fullfsync')).toBe(1);
      expect(store.documents.file.pragma('checkpoint_fullfsync')).toBe(1);
      await store.close();
    }
  });

  it('is whole after the process was killed, and knows what it had', async () => {
    await leftBehind((store) => {
      write(store, 1);
      write(store, 2);
    });
    const store = await open();
    expect([has(store, 1), has(store, 2)]).toEqual([true, true]);
    await store.close();
  });

  it('is had by one process at a time', async () => {
    const store = await open();
    await expectRefusal('STORE_IN_USE');
    await store.close();
    await (await open()).close();
  });
});

describe('a store never begins anew by mistake', () => {
  it('when the key is wrong: the file stays where it is, and opens with the right one', async () => {
    await filled(1);
    await expectRefusal('STORE_KEY_WRONG', { key: otherKey });
    await expectRefusal('STORE_KEY_WRONG', { key: undefined });
    const store = await open();
    expect(has(store, 1)).toBe(true);
    await store.close();
  });

  it('when the key is wrong and the mark is gone', async () => {
    await filled(1);
    rmSync(folder.mark);
    await expectRefusal('STORE_KEY_WRONG', { key: otherKey });
    expect(existsSync(folder.database)).toBe(true);
  });

  it('when the first page is damaged: the file is put aside', async () => {
    await filled(1);
    const content = readFileSync(folder.database);
    content.fill(0, 100, 200);
    writeFileSync(folder.database, content);
    const { putAside } = await expectRefusal('STORE_FILE_DAMAGED');
    expect(readFileSync(putAside!)).toEqual(content);
    expect(existsSync(folder.database)).toBe(false);
  });

  it('when the file is empty', async () => {
    await filled(1);
    writeFileSync(folder.database, '');
    const { putAside } = await expectRefusal('STORE_FILE_EMPTY');
    expect(existsSync(putAside!)).toBe(true);
  });

  it('when there is an empty file and nothing else', async () => {
    mkdirSync(folder.root);
    writeFileSync(folder.database, '');
    await expectRefusal('STORE_FILE_EMPTY');
  });

  it('when the file is gone', async () => {
    await filled(1);
    rmSync(folder.database);
    await expectRefusal('STORE_FILE_MISSING');
  });

  it('when it was put aside before: the reason is told again', async () => {
    await filled(1);
    writeFileSync(folder.database, '');
    const { putAside } = await expectRefusal('STORE_FILE_EMPTY');
    expect(await expectRefusal('STORE_FILE_EMPTY')).toEqual({ putAside });
  });

  it('when the file is without its log', async () => {
    await leftBehind((store) => write(store, 1, 2));
    rmSync(`${folder.database}-wal`);
    const { putAside } = await expectRefusal('STORE_LOG_MISSING');
    expect(existsSync(putAside!)).toBe(true);
  });

  it('when only the database was copied out of a running store, to another folder', async () => {
    await leftBehind((store) => write(store, 1, 2));
    for (const name of readdirSync(folder.root)) {
      if (name !== 'lapka.db') rmSync(join(folder.root, name));
    }
    await expectRefusal('STORE_LOG_MISSING');
  });

  it('when the file is an older copy', async () => {
    await filled(1);
    copyFileSync(folder.database, join(root, 'old.db'));
    await filled(2);
    copyFileSync(join(root, 'old.db'), folder.database);
    const { putAside } = await expectRefusal('STORE_FILE_OLD');
    expect(readFileSync(putAside!)).toEqual(readFileSync(join(root, 'old.db')));
  });

  it('when the end of the log was damaged, so that SQLite forgets it without a word', async () => {
    await leftBehind((store) => {
      write(store, 1);
      write(store, 2);
    });
    const log = `${folder.database}-wal`;
    const content = readFileSync(log);
    content[content.length - 1000]! ^= 1;
    writeFileSync(log, content);
    const { putAside } = await expectRefusal('STORE_FILE_OLD');
    expect(readFileSync(`${putAside}-wal`)).toEqual(content);
  });

  it('when the file belongs to another store of the same key', async () => {
    await filled(1);
    const other = storeFolder(join(root, 'other'));
    await (await storeIn(other.root, { key, collections: testCollections })).close();
    copyFileSync(other.database, folder.database);
    await expectRefusal('STORE_FILE_FOREIGN');
  });

  it('when the file is some other database', async () => {
    mkdirSync(folder.root);
    const other = connect(folder.database, { key });
    other.exec('CREATE TABLE customers (id)');
    other.close();
    await expectRefusal('STORE_FILE_FOREIGN');
  });

  it('when a newer program has written it', async () => {
    await filled(1);
    const newer = connect(folder.database, { key });
    newer.pragma('user_version = 99');
    newer.close();
    await expectRefusal('STORE_FILE_NEWER');
    expect(existsSync(folder.database)).toBe(true);
  });

  it('when the folder is a file', async () => {
    writeFileSync(folder.root, 'not a folder');
    await expectRefusal('STORE_FOLDER_UNUSABLE');
  });

  it('when the place of the database is a folder', async () => {
    mkdirSync(folder.database, { recursive: true });
    await expectRefusal('STORE_FOLDER_UNUSABLE');
  });
});

describe('a store under a new incarnation', () => {
  it('opens when the file was copied to another folder', async () => {
    const first = await open();
    const { identity } = first;
    write(first, 1);
    await first.close();
    const copy = storeFolder(join(root, 'copy'));
    mkdirSync(copy.root);
    copyFileSync(folder.database, copy.database);
    const second = await storeIn(copy.root, { key, collections: testCollections });
    expect(second.identity.store).toBe(identity.store);
    expect(second.identity.incarnation).not.toBe(identity.incarnation);
    expect(has(second, 1)).toBe(true);
    await second.close();
  });

  it('opens when the whole folder was copied back from somewhere', async () => {
    const first = await open();
    const { identity } = first;
    await first.close();
    renameSync(folder.root, join(root, 'moved'));
    mkdirSync(folder.root);
    for (const name of readdirSync(join(root, 'moved'))) {
      copyFileSync(join(root, 'moved', name), join(folder.root, name));
    }
    const second = await open();
    expect(second.identity.incarnation).not.toBe(identity.incarnation);
    await second.close();
  });
});

async function expectNowhere(words: readonly string[]): Promise<void> {
  const contents = readdirSync(folder.root).map((name) => readFileSync(join(folder.root, name)).toString('latin1'));
  const found = words.filter((word) => contents.some((content) => content.includes(word)));
  expect(found).toEqual([]);
}
