import { existsSync, mkdirSync } from 'node:fs';
import { failure } from '@lapka/shared/base/failure.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { backupsIn } from '../backup/backups.ts';
import type { CommitRecord } from '../documents/commit-record.ts';
import { DocumentStore } from '../documents/document-store.ts';
import { createTables } from '../file/create-database.ts';
import { connect } from '../file/driver.ts';
import { setFact } from '../file/facts.ts';
import { takeLock } from '../file/lock.ts';
import { type Mark, readMark, writeMark } from '../file/mark.ts';
import { placeOf } from '../file/open-file.ts';
import { lastPutAside, putAside } from '../file/quarantine.ts';
import { keyPrint, sealWith } from '../file/seal.ts';
import { withSettings } from '../file/settings.ts';
import { moveFile, removeDatabase, replaceFile, type StoreFolder, storeFolder } from '../file/store-folder.ts';
import { StoreFile } from '../file/store-file.ts';
import { encodeUnsent, readUnsent } from '../file/unsent-log.ts';
import { WriteGate } from '../file/write-gate.ts';
import type { OpenStoreOptions } from '../open-store.ts';
import type { StoreOpenFailure } from '../store-failures.ts';
import { harvest, type Harvest } from './harvest.ts';
import { mergeHarvests, type RescuedCollection } from './merge-harvests.ts';
import { rebuildCollection } from './rebuild.ts';

export interface RescueOptions extends Omit<OpenStoreOptions, 'ballastBytes'> {
  /** Go back to this backup, instead of taking of everything the newest there is. Unsent changes are kept all the same. */
  readonly backup?: string;
}

/** What became of a store that was rebuilt. */
export interface RescueReport {
  readonly incarnation: string;
  readonly documents: number;
  /** Changes of this desk the server does not have yet; they will be sent. */
  readonly unsent: number;
  /** Documents that were there once and are not any more. What the server has of them comes back with the next sync. */
  readonly missing: readonly { readonly collection: string; readonly id: string }[];
  readonly damagedPages: number;
  readonly sources: readonly string[];
}

/**
 * Rebuilds a store whose file is damaged, missing or to be replaced: the file that is there is put aside, and a new one is
 * made of all that can be read of it, of the backups and of the log of unsent changes. The new file is another incarnation.
 */
export function rescueStore(options: RescueOptions): Result<RescueReport, StoreOpenFailure> {
  const folder = storeFolder(options.folder);
  mkdirSync(folder.root, { recursive: true });
  const lock = takeLock(folder.lock);
  if (lock === undefined) return err(failure('STORE_IN_USE'));
  try {
    return rescueLocked(folder, options);
  } finally {
    lock.release();
  }
}

function rescueLocked(folder: StoreFolder, options: RescueOptions): Result<RescueReport, StoreOpenFailure> {
  const { key } = options;
  const mark = readMark(folder.mark);
  const sources = sourcesOf(folder, options);
  const harvests = sources.map((path) => harvest(path, key));
  const { records } = readUnsent(folder.unsent, sealWith(key, 'unsent'));
  if (harvests.every(({ pages }) => pages.readable === 0) && records.length === 0) {
    return err(
      failure(mark !== undefined && mark.keyPrint !== keyPrint(key) ? 'STORE_KEY_WRONG' : 'STORE_FILE_MISSING'),
    );
  }
  const rescued = mergeHarvests(
    options.collections.map(({ key: { name } }) => name),
    harvests,
    records,
    mark,
  );
  const incarnation = build(folder, options, mark, rescued, harvests, records);
  const missing = [...rescued].flatMap(([collection, { missing: ids }]) => ids.map((id) => ({ collection, id })));
  return ok({
    incarnation,
    documents: [...rescued.values()].reduce((all, { documents }) => all + documents.size, 0),
    unsent: [...rescued.values()].reduce((all, collection) => all + countUnsent(collection), 0),
    missing,
    damagedPages: harvests.reduce((all, { pages }) => all + pages.damaged, 0),
    sources,
  });
}

/** The file itself first, or what was put aside of it; then the newest backup. */
function sourcesOf(folder: StoreFolder, { backup }: RescueOptions): string[] {
  if (backup !== undefined) return [backup];
  const there = existsSync(folder.database) ? folder.database : lastPutAside(folder)?.database;
  return [there, backupsIn(folder)[0]?.path].filter((path) => path !== undefined);
}

function build(
  folder: StoreFolder,
  { key, collections, clock, scheduler, ids }: RescueOptions,
  mark: Mark | undefined,
  rescued: ReadonlyMap<string, RescuedCollection>,
  harvests: readonly Harvest[],
  records: readonly CommitRecord[],
): string {
  const temporary = `${folder.database}.rescued`;
  removeDatabase(temporary);
  const file = new StoreFile(() => withSettings(connect(temporary, { key })));
  const made = createTables(file, ids);
  // The id of the store goes on, when it is known.
  const identity = { ...made, ...(mark !== undefined && { store: mark.store }) };
  const gate = new WriteGate({ clock, scheduler, logger: silentLogger, ballast: undefined });
  const documents = new DocumentStore({ file, gate, keeper: undefined, logger: silentLogger, token: 'rescued' });
  documents.write(() => {
    for (const definition of collections) {
      const collection = rescued.get(definition.key.name);
      if (collection !== undefined) rebuildCollection(documents, definition, collection);
    }
    setFact(file, 'store', identity.store);
    restoreNodeRows(file, harvests, records);
    documents.catalogue.keepSequence();
  });
  file.pragma('wal_checkpoint(TRUNCATE)');
  const sequence = file.lastSequence;
  const tables = documents.catalogue.described();
  file.close();
  if (existsSync(folder.database)) putAside(folder, 'STORE_FILE_MISSING', clock.now());
  moveFile(temporary, folder.database);
  const sent = Object.fromEntries([...rescued].map(([name, collection]) => [name, collection.sent]));
  const place = placeOf(folder.database) ?? '';
  writeMark(folder.mark, { ...identity, keyPrint: keyPrint(key), sequence, damaged: false, place, tables, sent });
  replaceFile(folder.unsent, encodeUnsent(records, sequence, sealWith(key, 'unsent')));
  return identity.incarnation;
}

/** What is not documents: answers of operations, the audit trail, the small values. The log knows the newest of them. */
function restoreNodeRows(file: StoreFile, harvests: readonly Harvest[], records: readonly CommitRecord[]): void {
  const operation = file.statement(
    'INSERT OR IGNORE INTO operation (id, at, command, input, answer) VALUES (?, ?, ?, ?, ?)',
  );
  const done = [...harvests, ...records].flatMap(({ operations }) => operations);
  for (const { id, at, command, input, answer } of done) operation.run(id, at, command, input, answer);

  const audit = new Map(harvests.flatMap((source) => [...source.audit]));
  const known = new Set(audit.values());
  const insert = file.statement('INSERT INTO audit (number, entry) VALUES (?, ?)');
  for (const [number, entry] of audit) insert.run(number, entry);
  const append = file.statement('INSERT INTO audit (entry) VALUES (?)');
  for (const entry of records.flatMap((record) => record.audit)) if (!known.has(entry)) append.run(entry);

  const values = new Map(harvests.toReversed().flatMap((source) => [...source.values]));
  for (const record of records) {
    for (const [name, value] of Object.entries(record.values)) values.set(name, JSON.stringify(value));
  }
  const put = file.statement('INSERT INTO node_value (name, value) VALUES (?, ?)');
  for (const [name, value] of values) put.run(name, value);
}

function countUnsent({ documents, sent }: RescuedCollection): number {
  return [...documents.values()].filter(({ local, seq }) => local && seq > sent).length;
}
