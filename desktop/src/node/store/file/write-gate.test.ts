import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CommitNotes } from '../documents/commit-record.ts';
import { DocumentStore } from '../documents/document-store.ts';
import { sqliteStorage } from '../rx-storage/sqlite-storage.ts';
import { storeParts } from '../testing/open-documents.ts';
import { inserts, peopleIn, type PeopleInstance, person, plainPeopleSchema } from '../testing/people.ts';
import { createTables } from './create-database.ts';
import { connect, type Connection } from './driver.ts';
import { StoreFault } from './fault.ts';
import { StoreFile } from './store-file.ts';
import { WriteGate } from './write-gate.ts';

/** A connection whose commits fail as often as asked, before or after they took effect. */
class FailingConnection {
  failures: { readonly code: string; readonly afterwards: boolean }[] = [];
  opened = 0;

  connect(): Connection {
    this.opened += 1;
    const connection = shared ?? connect(':memory:', {});
    shared = connection;
    return {
      get inTransaction() {
        return connection.inTransaction;
      },
      prepare: (sql) => {
        const statement = connection.prepare(sql);
        if (sql !== 'COMMIT') return statement;
        return {
          run: () => this.#commit(() => statement.run()),
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
          iterate: (...values) => statement.iterate(...values),
        };
      },
      exec: (sql) => connection.exec(sql),
      pragma: (source) => connection.pragma(source),
      // The database is in memory, so it has to outlive being opened anew.
      close: () => {
        if (connection.inTransaction) connection.exec('ROLLBACK');
      },
    };
  }

  #commit(commit: () => { readonly changes: number }): { readonly changes: number } {
    const failure = this.failures.shift();
    if (failure === undefined) return commit();
    if (failure.afterwards) commit();
    throw Object.assign(new Error('the disk failed'), { code: failure.code });
  }
}

let shared: Connection | undefined;
let clock: FakeClock;
let disk: FailingConnection;
let documents: DocumentStore;
let people: PeopleInstance;

beforeEach(async () => {
  shared = undefined;
  clock = new FakeClock();
  disk = new FailingConnection();
  const file = new StoreFile(() => disk.connect());
  createTables(file, storeParts().ids);
  const gate = new WriteGate({ clock, scheduler: clock, logger: silentLogger, ballast: undefined });
  documents = new DocumentStore({ file, gate, keeper: undefined, logger: silentLogger, token: 'token' });
  people = await peopleIn(sqliteStorage(documents), { schema: plainPeopleSchema });
});
afterEach(() => shared?.close());

const idsThere = async () => (await people.findDocumentsById(['a', 'b'], true)).map(({ id }) => id);

describe('a write of the replication on a disk that fails', () => {
  it.each(['SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_IOERR_WRITE'])(
    'waits after %s until the disk takes it, and is told once',
    async (code) => {
      const heard: unknown[] = [];
      people.changeStream().subscribe((bulk) => heard.push(bulk));
      disk.failures = [
        { code, afterwards: false },
        { code, afterwards: false },
      ];
      const writing = people.bulkWrite(inserts([person('a')]), 'replication-downstream-x');
      expect(heard).toEqual([]);
      await passing(writing);
      expect(await writing).toEqual({ error: [] });
      expect(heard).toHaveLength(1);
      expect(await idsThere()).toEqual(['a']);
      expect(documents.gate.state).toBe('READY');
    },
  );

  it('is not refused by itself when a failed commit had taken effect after all', async () => {
    disk.failures = [{ code: 'SQLITE_IOERR_FSYNC', afterwards: true }];
    const writing = people.bulkWrite(inserts([person('a'), person('b')]), 'replication-downstream-x');
    await passing(writing);
    expect(await writing).toEqual({ error: [] });
    expect(await idsThere()).toEqual(['a', 'b']);
    expect(disk.opened).toBeGreaterThan(1);
  });

  it('is still refused by what another has written meanwhile', async () => {
    disk.failures = [{ code: 'SQLITE_FULL', afterwards: false }];
    const writing = people.bulkWrite(inserts([person('a', { age: 1 })]), 'x');
    await people.bulkWrite(inserts([person('a', { age: 2 })]), 'y');
    await passing(writing);
    expect((await writing).error).toMatchObject([{ status: 409, documentInDb: { age: 2 } }]);
  });

  it('ends with the fault when the store is closed meanwhile, and when the file is damaged', async () => {
    disk.failures = [{ code: 'SQLITE_FULL', afterwards: false }];
    const waiting = people.bulkWrite(inserts([person('a')]), 'x');
    documents.gate.close();
    clock.advance(5000);
    await expect(waiting).rejects.toThrow(StoreFault);
    disk.failures = [{ code: 'SQLITE_CORRUPT', afterwards: false }];
    await expect(people.bulkWrite(inserts([person('b')]), 'x')).rejects.toThrow('DAMAGED');
    expect(documents.gate.state).toBe('DAMAGED');
    await expect(people.bulkWrite(inserts([person('b')]), 'x')).rejects.toThrow('DAMAGED');
    expect(await idsThere()).toEqual([]);
  });
});

describe('the numbers of changes after a commit whose outcome was unknown', () => {
  it.each([
    { outcome: 'undone', afterwards: false, there: ['a'] },
    { outcome: 'committed', afterwards: true, there: ['a', 'b'] },
  ])('are not noted beside the file and not given again when it was $outcome', async ({ afterwards, there }) => {
    await people.bulkWrite(inserts([person('a')]), 'x');
    const before = documents.file.lastSequence;
    disk.failures = [{ code: 'SQLITE_IOERR_FSYNC', afterwards }];
    const writing = people.bulkWrite(inserts([person('b')]), 'x');
    documents.gate.close();
    clock.advance(5000);
    await expect(writing).rejects.toThrow(StoreFault);
    expect(await idsThere()).toEqual(there);
    expect(documents.file.lastSequence).toBe(before);
    await people.bulkWrite(inserts([person('c')]), 'x');
    expect(documents.file.lastSequence).toBe(before + 2);
  });
});

describe('what was noted of a commit that failed', () => {
  it('is not taken for part of the next', () => {
    const notes = new CommitNotes(documents.file);
    disk.failures = [{ code: 'SQLITE_FULL', afterwards: false }];
    expect(() => documents.file.transact(() => notes.auditEntry('first'))).toThrow('FULL');
    documents.file.transact(() => notes.auditEntry('second'));
    expect(notes.take(2)?.audit).toEqual(['second']);
  });
});

/** Lets time pass until a write is done. */
async function passing(writing: Promise<unknown>): Promise<void> {
  const end = writing.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([end, Promise.resolve(false)]))) clock.advance(1000);
}
