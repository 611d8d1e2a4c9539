import { createHash } from 'node:crypto';

/** Everything that happened, in one hash and with the last of it in words. */
export class Trace {
  readonly #hash = createHash('sha256');
  readonly #now: () => string;
  readonly #last: string[] = [];
  readonly counts = new Map<string, number>();
  readonly #kept: number;

  constructor(now: () => string, kept = 60) {
    this.#now = now;
    this.#kept = kept;
  }

  /** Something happened. `more` goes into the hash and is too long to be read; so does all of what is only a heartbeat. */
  note(what: string, more = '', isHeartbeat = false): void {
    const line = `${this.#now()} ${what}`;
    this.#hash.update(`${line} ${more}\n`);
    if (isHeartbeat) return;
    this.#last.push(line);
    if (this.#last.length > this.#kept) this.#last.shift();
  }

  count(what: string): void {
    this.counts.set(what, this.counted(what) + 1);
  }

  counted(what: string): number {
    return this.counts.get(what) ?? 0;
  }

  last(): readonly string[] {
    return this.#last;
  }

  hash(): string {
    return this.#hash.copy().digest('hex');
  }
}
