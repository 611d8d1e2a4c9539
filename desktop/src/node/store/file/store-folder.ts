import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where everything of one store lies. */
export interface StoreFolder {
  readonly root: string;
  readonly database: string;
  /** What is known of the file apart from the file itself. */
  readonly mark: string;
  /** What this desk wrote and has not sent yet, apart from the file itself. */
  readonly unsent: string;
  /** Held by the one process that has the store open. */
  readonly lock: string;
  /** Room that is given back to the disk when it is full. */
  readonly ballast: string;
  readonly backups: string;
  readonly quarantine: string;
}

export function storeFolder(root: string): StoreFolder {
  return {
    root,
    database: join(root, 'lapka.db'),
    mark: join(root, 'lapka.mark.json'),
    unsent: join(root, 'lapka.unsent'),
    lock: join(root, 'lapka.lock'),
    ballast: join(root, 'lapka.ballast'),
    backups: join(root, 'backups'),
    quarantine: join(root, 'quarantine'),
  };
}

/** The database and the two files SQLite keeps beside it. */
export function databaseFiles(database: string): readonly string[] {
  return [database, `${database}-wal`, `${database}-shm`];
}

/** The size of a file; undefined when there is none. */
export function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

export function readIfThere(path: string): Buffer | undefined {
  return sizeOf(path) === undefined ? undefined : readFileSync(path);
}

/** Replaces a file at once: after a power cut either the old content is there or the new one, on the disk for sure. */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeSync(file, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  moveFile(temporary, path);
}

export function moveFile(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

export function removeDatabase(database: string): void {
  for (const file of databaseFiles(database)) rmSync(file, { force: true });
}

/** Makes a rename or a removal durable. Windows does that by itself and refuses to open folders. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
