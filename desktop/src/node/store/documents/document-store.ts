import type { Logger } from '@lapka/shared/base/logger.ts';
import type { StoreFile } from '../file/store-file.ts';
import { now } from 'rxdb';
import { Catalogue } from './catalogue.ts';
import { ChangeFeed, type TableChange } from './change-feed.ts';
import type { DocumentTable } from './document-table.ts';
import { Words } from './words.ts';

/** All documents of one file: what RxDB's storage and the commands of the desk both write through. */
export class DocumentStore {
  readonly file: StoreFile;
  readonly words: Words;
  readonly catalogue: Catalogue;
  readonly feed: ChangeFeed;

  /** Tells this opening of the file from all others; what it writes carries it in the revision. */
  readonly token: string;
  #bulks = 0;

  constructor(file: StoreFile, logger: Logger, token: string) {
    this.token = token;
    this.file = file;
    this.words = new Words(file);
    this.catalogue = new Catalogue(file, this.words);
    this.feed = new ChangeFeed(logger);
  }

  /** One transaction; what it says it changed is told once it is durable. */
  write<T>(act: (changes: TableChange[]) => T): T {
    const changes: TableChange[] = [];
    const answer = this.file.transact(() => act(changes));
    if (changes.length > 0) this.feed.publish(changes);
    return answer;
  }

  /** Removes long dead documents for good, some at a time; answers whether none are left. */
  purge(table: DocumentTable, minimumDeletedTime: number): boolean {
    return this.file.transact(() => {
      const purged = table.purgeDeleted(now() - minimumDeletedTime, mostPurged);
      if (purged > 0) this.catalogue.keepSequence();
      return purged < mostPurged;
    });
  }

  /** Removes a table with all its documents. */
  remove(table: DocumentTable): void {
    this.file.transact(() => this.catalogue.remove(table));
    table.markRemoved();
  }

  nextBulkId(): string {
    this.#bulks += 1;
    return `${this.token}-${this.#bulks}`;
  }
}

/** So many that a purge is soon done, so few that nobody waits for it. */
const mostPurged = 1000;
