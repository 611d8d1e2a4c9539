import { mkdirSync, statSync } from 'node:fs';
import { failure } from '@lapka/shared/base/failure.ts';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { StoreOpenFailure, StoreOpenFailureCode } from '../store-failures.ts';
import { contentOf } from './content.ts';
import { createDatabase } from './create-database.ts';
import { connect, type FileKey } from './driver.ts';
import { identityOf, setFact, type StoreIdentity } from './facts.ts';
import { faultBehind } from './fault.ts';
import { type Evidence, judge } from './judge.ts';
import { takeLock } from './lock.ts';
import { type Mark, readMark } from './mark.ts';
import { lastPutAside, putAside } from './quarantine.ts';
import { keyPrint, sealWith } from './seal.ts';
import { assertDurable, withSettings } from './settings.ts';
import { databaseFiles, sizeOf, type StoreFolder } from './store-folder.ts';
import { StoreFile } from './store-file.ts';
import { readUnsent } from './unsent-log.ts';

export interface OpenFileOptions {
  readonly folder: StoreFolder;
  readonly key: FileKey | undefined;
  readonly ids: IdMaker;
  readonly clock: Clock;
}

export interface OpenedFile {
  readonly file: StoreFile;
  readonly identity: StoreIdentity;
  readonly isNew: boolean;
  /** Whether the file turned out to be a copy, so that it has a new incarnation. */
  readonly copied: boolean;
  readonly mark: Mark | undefined;
  /** Leaves the file so that it is known to be whole, and lets other processes have it. */
  close(): void;
}

/** Opens the file of a store, or says why not. It never begins a new one in the place of one that does not open. */
export function openFile(options: OpenFileOptions): Result<OpenedFile, StoreOpenFailure> {
  const { folder } = options;
  try {
    mkdirSync(folder.root, { recursive: true });
    const lock = takeLock(folder.lock);
    if (lock === undefined) return err(failure('STORE_IN_USE'));
    let opened: Result<Opened, StoreOpenFailure> | undefined;
    try {
      opened = openLocked(options);
    } finally {
      if (opened?.ok !== true) lock.release();
    }
    if (!opened.ok) return opened;
    const { file } = opened.value;
    return ok({ ...opened.value, close: () => leave(file, lock.release) });
  } catch (error) {
    if (!isAboutTheFolder(error)) throw error;
    return err(failure('STORE_FOLDER_UNUSABLE', { folder: folder.root, cause: String(error) }));
  }
}

type Opened = Omit<OpenedFile, 'close'>;

function openLocked(options: OpenFileOptions): Result<Opened, StoreOpenFailure> {
  const { folder, key, ids, clock } = options;
  const stats = statSync(folder.database, { throwIfNoEntry: false });
  if (stats?.isFile() === false) return err(failure('STORE_FOLDER_UNUSABLE', { folder: folder.database }));
  const evidence = gather(folder, key);
  const verdict = judge(evidence);
  if (verdict.kind === 'REFUSE') {
    if (verdict.putAside) return err(failureOf(putAside(folder, verdict.code, clock.now())));
    const before = verdict.code === 'STORE_FILE_MISSING' ? lastPutAside(folder) : undefined;
    return err(before === undefined ? failure(verdict.code) : failureOf(before));
  }
  const isNew = verdict.kind === 'CREATE';
  if (isNew) createDatabase(folder.database, key, ids);
  const file = new StoreFile(() => withSettings(connect(folder.database, { key, mustExist: true })));
  const copied = verdict.kind === 'OPEN' && verdict.copied;
  const identity = begin(file, copied ? ids.next<'Incarnation'>() : undefined);
  return ok({ file, identity, isNew, copied, mark: evidence.mark });
}

/** Looks at everything without changing it: the log beside the file must be seen before a connection makes a new one. */
function gather(folder: StoreFolder, key: FileKey | undefined): Evidence {
  const size = sizeOf(folder.database);
  const [, log = ''] = databaseFiles(folder.database);
  const seen = {
    mark: readMark(folder.mark),
    reached: readUnsent(folder.unsent, sealWith(key, 'unsent')).reached,
    size,
    hasLog: sizeOf(log) !== undefined,
    place: placeOf(folder.database),
    keyPrint: keyPrint(key),
  };
  return { ...seen, content: size === undefined || size === 0 ? undefined : contentOf(folder.database, key) };
}

/** From here on the file counts as in use, also when it is copied without its log: so the mark must be in the file itself. */
function begin(file: StoreFile, incarnation: string | undefined): StoreIdentity {
  file.transact(() => {
    if (incarnation !== undefined) setFact(file, 'incarnation', incarnation);
    setFact(file, 'inUse', 'yes');
  });
  file.pragma('wal_checkpoint(TRUNCATE)');
  assertDurable(file);
  return identityOf(file);
}

function leave(file: StoreFile, release: () => void): void {
  try {
    file.transact(() => setFact(file, 'inUse', 'no'));
  } catch (error) {
    // A disk that takes no writes: the file stays marked as in use, with its log beside it, which is the truth.
    if (faultBehind(error) === undefined) throw error;
  } finally {
    file.close();
    release();
  }
}

export function placeOf(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}

function failureOf({ code, database }: { code: StoreOpenFailureCode; database: string }): StoreOpenFailure {
  return failure(code, { putAside: database });
}

/** What the operating system refuses, or SQLite because of it; not our own mistakes. */
function isAboutTheFolder(error: unknown): boolean {
  if (faultBehind(error) !== undefined) return true;
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
