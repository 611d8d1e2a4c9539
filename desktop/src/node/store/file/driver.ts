import Database from 'better-sqlite3';
import { assert } from '@lapka/shared/base/assert.ts';

export type SqlValue = string | number | bigint | Uint8Array | null;

/** What the store needs of a database driver; this file is the only one that knows which one it is. */
export interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): PreparedStatement;
  exec(sql: string): void;
  pragma(source: string): unknown;
  close(): void;
}

export interface PreparedStatement {
  run(...values: readonly SqlValue[]): { readonly changes: number };
  get(...values: readonly SqlValue[]): unknown;
  all(...values: readonly SqlValue[]): unknown[];
  iterate(...values: readonly SqlValue[]): IterableIterator<unknown>;
}

/**
 * The key of one file. The salt stands in the clear at the start of the file; knowing it apart from the file keeps the
 * other pages readable when exactly those bytes are damaged.
 */
export interface FileKey {
  readonly bytes: Uint8Array;
  /** Absent for a file whose own is to be taken. */
  readonly salt?: Uint8Array;
}

export interface ConnectOptions {
  /** Absent for a file in the clear: benchmarks compare with it, clinics never use it. */
  readonly key?: FileKey | undefined;
  readonly readOnly?: boolean;
  readonly mustExist?: boolean;
  /** How long to wait for another process, in milliseconds. */
  readonly timeout?: number;
}

/** SQLCipher pages end with 16 bytes of initialisation vector and 64 bytes of authentication code. */
export const pageReserve = 80;
export const pageSize = 4096;

/** Opens the file and unlocks it. Nothing is read yet: a wrong key shows with the first statement. */
export function connect(path: string, options: ConnectOptions): Connection {
  const { key, readOnly = false, mustExist = false, timeout = 5000 } = options;
  const database = new Database(path, { readonly: readOnly, fileMustExist: mustExist, timeout });
  if (key !== undefined) {
    database.pragma("cipher='sqlcipher'", { simple: true });
    database.pragma('legacy=4', { simple: true });
    database.key(Buffer.from(rawKey(key)));
  }
  return {
    get inTransaction() {
      return database.inTransaction;
    },
    prepare: (sql) => {
      const statement = database.prepare(sql);
      return statement.reader ? statement.raw(true) : statement;
    },
    exec: (sql) => void database.exec(sql),
    pragma: (source) => database.pragma(source, { simple: true }),
    close: () => void database.close(),
  };
}

/** The spelling by which the cipher takes the bytes as the key itself, instead of deriving one from a passphrase. */
export function rawKey({ bytes, salt }: FileKey): string {
  assert(bytes.length === 32 && (salt?.length ?? 16) === 16, 'a file key has 32 bytes and its salt 16');
  return `x'${Buffer.concat([bytes, salt ?? new Uint8Array(0)]).toString('hex')}'`;
}
