import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { StoreCare } from './backup/store-care.ts';
import type { CommitKeeper } from './documents/commit-record.ts';
import { DocumentStore } from './documents/document-store.ts';
import type { DocumentTable } from './documents/document-table.ts';
import { keyProjection } from './documents/key-projection.ts';
import { Ballast } from './file/ballast.ts';
import { createTables } from './file/create-database.ts';
import { connect, type FileKey } from './file/driver.ts';
import { fact, type StoreIdentity } from './file/facts.ts';
import { openFile, type OpenedFile } from './file/open-file.ts';
import { sealWith } from './file/seal.ts';
import { type StoreFolder, storeFolder } from './file/store-folder.ts';
import { StoreFile } from './file/store-file.ts';
import { UnsentLog } from './file/unsent-log.ts';
import { WriteGate } from './file/write-gate.ts';
import { LocalStore } from './local-store.ts';
import type { StoreOpenFailure } from './store-failures.ts';
import type { ClinicTables } from './store-reader.ts';
import { searchProjection } from './search/search-projection.ts';
import { StoreUpkeep } from './store-upkeep.ts';
import { shapeOf, upgradeFile } from './upgrade.ts';

export interface StoreParts {
  readonly collections: readonly AnyCollection[];
  /** The version of the program; a file another one has left is upgraded first. */
  readonly program: string;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

export interface OpenStoreOptions extends StoreParts {
  readonly folder: string;
  /** Undefined for a file in the clear: benchmarks compare with it, clinics never use it. */
  readonly key: FileKey | undefined;
  /** How much room of the disk to hold for when it is full. */
  readonly ballastBytes?: number;
  /** Where the program of the maintenance worker lies, when it is not beside the sources. */
  readonly maintenanceWorker?: URL;
}

const ballastBytes = 64 << 20;

/** Opens the store of a folder, new where there never was one, or says why it does not open. */
export async function openStore(options: OpenStoreOptions): Promise<Result<LocalStore, StoreOpenFailure>> {
  const folder = storeFolder(options.folder);
  const opened = openFile({ folder, key: options.key, ids: options.ids, clock: options.clock });
  if (!opened.ok) return opened;
  const releases = new Releases();
  releases.add(() => opened.value.close());
  try {
    return ok(await assemble(folder, opened.value, options, releases));
  } catch (error) {
    await releases.close();
    throw error;
  }
}

/** A store that is gone when it is closed, for tests that have no use for a file. */
export function openMemoryStore(parts: StoreParts): LocalStore {
  const file = new StoreFile(() => connect(':memory:', {}));
  const identity = createTables(file, parts.ids);
  const releases = new Releases();
  releases.add(() => file.close());
  const gate = new WriteGate({ ...parts, ballast: undefined });
  return storeOn({ ...parts, file, gate, identity, keeper: undefined, care: undefined, releases }).store;
}

async function assemble(
  folder: StoreFolder,
  { file, identity, isNew }: OpenedFile,
  options: OpenStoreOptions,
  releases: Releases,
): Promise<LocalStore> {
  const { key, clock, scheduler, logger } = options;
  const ballast = new Ballast(folder.ballast, options.ballastBytes ?? ballastBytes);
  ballast.make();
  const seal = sealWith(key, 'unsent');
  const unsent = new UnsentLog({ path: folder.unsent, seal, scheduler, logger });
  releases.add(() => unsent.close());
  const gate = new WriteGate({ clock, scheduler, logger, ballast });
  const worker = options.maintenanceWorker;
  const care = releases.use(new StoreCare({ folder, key, gate, clock, scheduler, logger, worker }));
  if (!isNew && fact(file, 'program') !== options.program) await care.backUp();
  const { store, documents, tables } = storeOn({ ...options, file, gate, identity, keeper: unsent, care, releases });
  const upkeep = new StoreUpkeep({ folder, key, identity, documents, tables, unsent, seal, scheduler, logger });
  upkeep.start();
  releases.add(() => upkeep.stop());
  care.start();
  return store;
}

interface FileParts extends StoreParts {
  readonly file: StoreFile;
  readonly identity: StoreIdentity;
  readonly keeper: CommitKeeper | undefined;
  readonly gate: WriteGate;
  readonly care: StoreCare | undefined;
  readonly releases: Releases;
}

function storeOn(parts: FileParts): { store: LocalStore; documents: DocumentStore; tables: ClinicTables } {
  const { file, gate, identity, keeper, care, collections, program, clock, ids, logger, releases } = parts;
  const token = ids.next().slice(-12);
  const documents = new DocumentStore({ file, gate, keeper, logger, token });
  const upgraded = fact(file, 'program') !== program;
  if (upgraded) upgradeFile(documents, collections, program);
  const tables = new Map<CollectionName, DocumentTable>();
  for (const definition of collections) {
    const table = documents.catalogue.table(shapeOf(definition));
    table.projectWith(keyProjection(file, table, definition), searchProjection(file, table, definition));
    table.keepCommits();
    tables.set(definition.key.name, table);
  }
  if (upgraded) documents.write(() => tables.forEach((table) => table.projectAgain()));
  releases.add(() => gate.close());
  return { store: new LocalStore({ documents, tables, identity, care, clock, logger, releases }), documents, tables };
}
