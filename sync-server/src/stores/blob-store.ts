import type { Readable } from 'node:stream';

/**
 * Keeps bytes by a name. Names are of our making: small letters, digits, `-`, `/`. The stores know nothing of clinics,
 * rights or what the bytes are.
 */
export interface BlobStore {
  /**
   * Stores bytes whose size and hash are known beforehand; in place of what had the name. All or nothing: `MISMATCH`, and
   * nothing stored, when other bytes came. When this resolves with `STORED` they are durable.
   */
  put(name: string, expected: ExpectedBytes, bytes: AsyncIterable<Uint8Array>): Promise<'STORED' | 'MISMATCH'>;
  /** A part of the bytes, or all of them. Undefined when there are none of this name. */
  read(name: string, range?: ByteRange): Promise<Readable | undefined>;
  size(name: string): Promise<number | undefined>;
  /** Removing what is not there changes nothing. */
  remove(name: string): Promise<void>;
  /** All names that begin like this, in order. */
  list(prefix: string): AsyncIterable<string>;
  /** Throws when nothing can be stored at the moment. */
  check(): Promise<void>;
}

export interface ExpectedBytes {
  readonly size: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/** The first and the last byte that is wanted. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The store of bytes cannot be reached: repeat later. */
export class BlobsUnavailable extends Error {
  override readonly name = 'BlobsUnavailable';
}
