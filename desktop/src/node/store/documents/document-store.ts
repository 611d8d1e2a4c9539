import type { Logger } from '@lapka/shared/base/logger.ts';
import type { StoreFile } from '../file/store-file.ts';
import { now } from 'rxdb';
import { faultBehind } from '../file/fault.ts';
import type { WriteGate } from '../file/write-gate.ts';
import { Catalogue } from './catalogue.ts';
import { ChangeFeed, type TableChange } from './change-feed.ts';
import { type CommitKeeper, CommitNotes } from './commit-record.ts';
import type { DocumentTable } from './document-table.ts';
import { Words } from './words.ts';

interface Parts {
  readonly file: StoreFile;
  readonly gate: WriteGate;
  readonly keeper: CommitKeeper | undefined;
  readonly logger: Logger;
  /** Tells this opening of the file from all others; what it writes carries it in the revision. */
  readonly token: string;
}

/** All documents of one file: what RxDB's storage and the commands of the desk both write through. */
export class DocumentStore {
  readonly file: StoreFile;
  readonly gate: WriteGate;
  readonly words: Words;
  readonly notes: CommitNotes;
  readonly catalogue: Catalogue;
  readonly feed: ChangeFeed;
  readonly token: string;
  readonly #keeper: CommitKeeper | undefined;
  #bulks = 0;

  constructor({ file, gate, keeper, logger, token }: Parts) {
    this.file = file;
    this.gate = gate;
    this.token = token;
    this.#keeper = keeper;
    this.words = new Words(file);
    this.notes = new CommitNotes(file);
    this.catalogue = new Catalogue(file, this.words, this.notes);
    this.feed = new ChangeFeed(logger);
  }

  /** One transaction; what it says it changed is told once it is durable. */
  write<T>(act: (changes: TableChange[]) => T): T {
    const changes: TableChange[] = [];
    const answer = this.#guarded(() => this.file.transact(() => act(changes)));
    this.#keep(changes);
    if (changes.length > 0) this.feed.publish(changes);
    return answer;
  }

  /**
   * Writes what must not be lost and can wait: while the disk takes no writes, it is tried again. The act is told whether
   * an earlier try may have been committed after all.
   */
  async writeWhenPossible<T>(act: (changes: TableChange[], again: boolean) => T): Promise<T> {
    for (let again = false; ; again = true) {
      try {
        return this.write((changes) => act(changes, again));
      } catch (error) {
        const fault = faultBehind(error);
        if (fault === undefined) throw error;
        await this.gate.pause(fault);
      }
    }
  }

  /** Looks things up; damage that shows on the way is noted. */
  read<T>(look: () => T): T {
    try {
      this.file.refresh();
      return look();
    } catch (error) {
      const fault = faultBehind(error);
      if (fault?.fault === 'DAMAGED') this.gate.failed(fault);
      throw fault ?? error;
    }
  }

  /** Removes long dead documents for good, some at a time; answers whether none are left. */
  purge(table: DocumentTable, minimumDeletedTime: number): boolean {
    return this.write(() => {
      const purged = table.purgeDeleted(now() - minimumDeletedTime, mostPurged);
      if (purged > 0) this.catalogue.keepSequence();
      return purged < mostPurged;
    });
  }

  /** Removes a table with all its documents. */
  remove(table: DocumentTable): void {
    this.write(() => this.catalogue.remove(table));
    table.markRemoved();
  }

  nextBulkId(): string {
    this.#bulks += 1;
    return `${this.token}-${this.#bulks}`;
  }

  #guarded<T>(write: () => T): T {
    try {
      this.gate.enter();
      const answer = write();
      this.gate.passed();
      return answer;
    } catch (error) {
      const fault = faultBehind(error);
      if (fault !== undefined) this.gate.failed(fault);
      throw fault ?? error;
    }
  }

  #keep(changes: readonly TableChange[]): void {
    const record = this.notes.take(this.file.lastSequence);
    if (record !== undefined) this.#keeper?.keep(record);
    else if (changes.length > 0) this.#keeper?.reached(this.file.lastSequence);
  }
}

/** So many that a purge is soon done, so few that nobody waits for it. */
const mostPurged = 1000;
