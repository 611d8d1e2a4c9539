import { closeSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Scheduler } from '@lapka/shared/base/clock.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { type CommitKeeper, type CommitRecord, commitRecordSchema } from '../documents/commit-record.ts';
import type { Seal } from './seal.ts';
import { replaceFile, sizeOf } from './store-folder.ts';

const entrySchema = z.union([commitRecordSchema, z.strictObject({ reached: z.int() })]);
type Entry = z.infer<typeof entrySchema>;

export interface UnsentRead {
  readonly records: readonly CommitRecord[];
  /** How far the file had come at least. */
  readonly reached: number;
  /** Entries that were changed or cut off; a power cut may take the last one, for it is written after the commit. */
  readonly unreadable: number;
}

/**
 * The commits of this desk that the server may not have yet, in a file of their own: when pages of the database are
 * damaged, nothing of them is lost. The database alone is what makes a commit durable; this file follows it within
 * a second, so it costs a command no second wait for the disk.
 */
export class UnsentLog implements CommitKeeper {
  readonly #path: string;
  readonly #seal: Seal;
  readonly #scheduler: Scheduler;
  readonly #logger: Logger;
  #file: number;
  #size: number;
  #syncing = false;
  #incomplete = false;

  constructor(parts: {
    readonly path: string;
    readonly seal: Seal;
    readonly scheduler: Scheduler;
    readonly logger: Logger;
  }) {
    this.#path = parts.path;
    this.#seal = parts.seal;
    this.#scheduler = parts.scheduler;
    this.#logger = parts.logger;
    this.#file = openSync(this.#path, 'a', 0o600);
    this.#size = sizeOf(this.#path) ?? 0;
  }

  get size(): number {
    return this.#size;
  }

  /** Whether an entry could not be written, so that it must be made anew from the database once the disk is well. */
  get incomplete(): boolean {
    return this.#incomplete;
  }

  keep(record: CommitRecord): void {
    this.#append(record);
  }

  reached(sequence: number): void {
    this.#append({ reached: sequence });
  }

  /** Starts over with these records. */
  rewrite(records: readonly CommitRecord[], reached: number): void {
    replaceFile(this.#path, encodeUnsent(records, reached, this.#seal));
    closeSync(this.#file);
    this.#file = openSync(this.#path, 'a', 0o600);
    this.#size = sizeOf(this.#path) ?? 0;
    this.#incomplete = false;
  }

  close(): void {
    closeSync(this.#file);
    this.#file = -1;
  }

  #append(entry: Entry): void {
    try {
      this.#size += writeSync(this.#file, encoded(entry, this.#seal));
      this.#syncSoon();
    } catch (error) {
      // The commit itself is durable; this second copy of it has to wait until the disk takes it.
      this.#incomplete = true;
      this.#logger.warn('store.unsent_log_behind', { error: String(error) });
    }
  }

  #syncSoon(): void {
    if (this.#syncing) return;
    this.#syncing = true;
    this.#scheduler.after(1000, () => {
      this.#syncing = false;
      if (this.#file >= 0) fdatasync(this.#file, () => {});
    });
  }
}

/** Reads all that can be read. An entry that was changed is left out; one that was cut off ends the file. */
export function readUnsent(path: string, seal: Seal): UnsentRead {
  const content = sizeOf(path) === undefined ? Buffer.alloc(0) : readFileSync(path);
  const records: CommitRecord[] = [];
  let reached = 0;
  let unreadable = 0;
  for (let at = 0; at < content.length;) {
    const length = at + 4 <= content.length ? content.readUInt32LE(at) : Infinity;
    if (at + 4 + length > content.length) {
      unreadable += 1;
      break;
    }
    const entry = decoded(content.subarray(at + 4, at + 4 + length), seal);
    if (entry === undefined) unreadable += 1;
    else if ('reached' in entry) reached = Math.max(reached, entry.reached);
    else {
      records.push(entry);
      reached = Math.max(reached, entry.sequence);
    }
    at += 4 + length;
  }
  return { records, reached, unreadable };
}

/** The content of a log with these records. */
export function encodeUnsent(records: readonly CommitRecord[], reached: number, seal: Seal): Buffer {
  const entries: Entry[] = [...records, { reached }];
  return Buffer.concat(entries.map((entry) => encoded(entry, seal)));
}

function encoded(entry: Entry, seal: Seal): Buffer {
  const sealed = seal.close(Buffer.from(JSON.stringify(entry)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(sealed.length);
  return Buffer.concat([length, sealed]);
}

function decoded(sealed: Uint8Array, seal: Seal): Entry | undefined {
  const content = seal.open(sealed);
  return content === undefined ? undefined : entrySchema.parse(JSON.parse(content.toString('utf8')));
}
