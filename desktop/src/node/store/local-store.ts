import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Releases } from '@lapka/shared/base/disposal.ts';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import type { StoreCare } from './backup/store-care.ts';
import type { DocumentStore } from './documents/document-store.ts';
import { commandContext, CommandWrites } from './documents/put-document.ts';
import type { TableChange } from './documents/change-feed.ts';
import type { StoreIdentity } from './file/facts.ts';
import { faultBehind, type StoreFault } from './file/fault.ts';
import {
  Abandoned,
  type Store,
  type StoreChange,
  type StoreFailure,
  type StoreHealth,
  type SyncMemory,
} from './store.ts';
import { type ClinicTables, LocalReader } from './store-reader.ts';
import { LocalTransactor } from './store-transactor.ts';
import { LocalSyncMemory } from './sync-memory.ts';

interface Parts {
  readonly documents: DocumentStore;
  readonly tables: ClinicTables;
  readonly identity: StoreIdentity;
  readonly care: StoreCare | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly releases: Releases;
}

/** The store on its one file. */
export class LocalStore implements Store {
  readonly documents: DocumentStore;
  readonly identity: StoreIdentity;
  /** Backups and checks; a store in memory has none. */
  readonly care: StoreCare | undefined;
  readonly sync: SyncMemory;
  readonly #tables: ClinicTables;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #reader: LocalReader;
  readonly #releases: Releases;

  constructor({ documents, tables, identity, care, clock, logger, releases }: Parts) {
    this.documents = documents;
    this.identity = identity;
    this.care = care;
    this.sync = new LocalSyncMemory(documents, tables);
    this.#tables = tables;
    this.#clock = clock;
    this.#logger = logger;
    this.#reader = new LocalReader(documents, tables);
    this.#releases = releases;
  }

  read<T>(look: (reader: LocalReader) => T): T {
    return this.documents.read(() => look(this.#reader));
  }

  transact<T>(act: (transactor: LocalTransactor) => T | Abandoned<T>): Result<T, StoreFailure> {
    const { documents } = this;
    const writes = new CommandWrites(documents.token);
    const transactor = new LocalTransactor(documents, this.#tables, writes, () => this.#clock.now());
    let abandoned: Abandoned<T> | undefined;
    try {
      const answer = documents.write((changes) => {
        const answered = act(transactor);
        if (answered instanceof Abandoned) {
          abandoned = answered;
          throw new Rollback();
        }
        changes.push(...writes.changes(() => documents.nextBulkId()));
        return answered;
      });
      for (const afterwards of transactor.afterwards) this.#guarded(afterwards);
      return ok(answer);
    } catch (error) {
      if (abandoned !== undefined && error instanceof Rollback) return ok(abandoned.answer);
      const fault = faultBehind(error);
      if (fault === undefined) throw error;
      this.#logger.error('store.commit_failed', { fault: fault.fault, code: fault.sqlCode });
      return err(failureOf(fault));
    } finally {
      transactor.end();
    }
  }

  onChange(listener: (changes: readonly StoreChange[]) => void): () => void {
    return this.documents.feed.listen((changes) => {
      const told = changes.flatMap((change) => this.#told(change));
      if (told.length > 0) listener(told);
    });
  }

  health(): StoreHealth {
    const { file, gate } = this.documents;
    const [pages, pageBytes] = [Number(file.pragma('page_count')), Number(file.pragma('page_size'))];
    const unsentChanges = this.sync.countUnsent();
    return { state: gate.state, since: gate.since, fileBytes: pages * pageBytes, unsentChanges };
  }

  close(): Promise<void> {
    return this.#releases.close();
  }

  #told({ table, ids, context }: TableChange): StoreChange[] {
    const collection = collectionNames.find((name) => this.#tables.get(name) === table);
    if (collection === undefined) return [];
    const origin = context === commandContext ? 'COMMAND' : 'REPLICATION';
    return ids.map((id) => ({ collection, id, origin }));
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#logger.error('store.after_commit_failed', { error: String(error) });
    }
  }
}

/** Leaves a transaction so that nothing of it is kept. */
class Rollback extends Error {
  override readonly name = 'Rollback';
}

function failureOf({ fault }: StoreFault): StoreFailure {
  switch (fault) {
    case 'FULL':
      return failure('STORE_FULL');
    case 'READ_ONLY':
    case 'DAMAGED':
      return failure('STORE_READ_ONLY');
    case 'IO':
      return failure('STORE_OUTCOME_UNKNOWN');
  }
}
