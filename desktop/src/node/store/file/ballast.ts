import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { sizeOf } from './store-folder.ts';

/**
 * A file of nothing that keeps some room of the disk. When the disk is full it is removed, so that what must still be
 * written – the log into the database, the mark – can be; it is made again before writing goes on.
 */
export class Ballast {
  readonly #path: string;
  readonly #bytes: number;

  constructor(path: string, bytes: number) {
    this.#path = path;
    this.#bytes = bytes;
  }

  /** Makes it if it is not there. Answers false, and leaves no part of it, when there is no room. */
  make(): boolean {
    if (sizeOf(this.#path) === this.#bytes) return true;
    if (!this.#hasRoom()) return false;
    const chunk = Buffer.alloc(1 << 20);
    const file = openSync(this.#path, 'w', 0o600);
    try {
      for (let left = this.#bytes; left > 0; left -= chunk.length) {
        writeSync(file, chunk, 0, Math.min(left, chunk.length));
      }
      return true;
    } catch {
      // Written out in full because a file with holes keeps no room; the disk was fuller than it said.
      this.release();
      return false;
    } finally {
      closeSync(file);
    }
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }

  /** Room for the ballast and as much again to work with. */
  #hasRoom(): boolean {
    const { bavail, bsize } = statfsSync(dirname(this.#path));
    return bavail * bsize > this.#bytes * 2;
  }
}
