import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { type Collection, MongoClient, MongoError, MongoServerError } from 'mongodb';
import { revisionName } from '../record-revision.ts';
import type { RecordRevision, RecordStore, RevisionKey } from '../record-store.ts';
import { type BsonForm, fromBsonForm, toBsonForm } from './bson-form.ts';
import { ConstraintBroken, RecordsUnavailable } from '../store-errors.ts';
import { Reachable } from './reachable.ts';

export interface MongoOptions {
  readonly url: string;
  readonly clock: Clock;
  /** The one named in the url, or `lapka`. */
  readonly database?: string;
}

/** A revision as MongoDB keeps it. The id names clinic, record and content, so a repeated insert is the same document. */
interface Kept {
  readonly _id: string;
  readonly clinic: ClinicId;
  readonly record: string;
  readonly content: string;
  readonly document: BsonForm;
  readonly storedAt: Instant;
}

const duplicateKey = 11_000;
/** Codes that speak of the document: bad value, cannot be parsed, too large, not valid. All others pass. */
const refusals = new Set([2, 9, 121, 10_334, 17_280]);

/**
 * Medical texts in MongoDB. What is confirmed was written to the journals of a majority, and only what a majority has is
 * read; both are said explicitly, because servers differ in their defaults. The driver's own retries are off: what makes
 * a repetition harmless is our id.
 *
 * MongoDB knows no walls between clinics, so this file is the only one that may touch it, and every key begins with the
 * clinic. Opening does not wait for the server: without it, everything but medical texts goes on.
 */
export function mongoRecordStore({ url, clock, database }: MongoOptions): RecordStore {
  const client = new MongoClient(url, {
    appName: 'lapka',
    retryWrites: false,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    // The caller holds the clock of a clinic meanwhile.
    serverSelectionTimeoutMS: 1_500,
    connectTimeoutMS: 1_500,
    socketTimeoutMS: 5_000,
  });
  const name = database ?? (client.options.dbName === 'test' ? 'lapka' : client.options.dbName);
  const revisions = client.db(name).collection<Kept>('record_revisions');
  const server = new Reachable(clock);
  const ask = <T>(question: () => Promise<T>): Promise<T> => server.ask(() => expecting(question()));
  let indexed: Promise<unknown> | undefined;
  return {
    append: (clinic, added) =>
      ask(async () => {
        indexed ??= revisions.createIndex({ clinic: 1, record: 1 });
        await indexed.catch((problem: unknown) => {
          indexed = undefined;
          throw problem;
        });
        const kept = added.map((revision) => keptOf(clinic, revision, clock.now()));
        if (kept.length > 0) await insert(revisions, kept);
      }),
    fetch: (clinic, keys) =>
      ask(async () => {
        const ids = keys.map((key) => idOf(clinic, key));
        const kept = await revisions.find({ _id: { $in: ids } }).toArray();
        return kept.map(({ record, content, document }) => ({ record, content, document: fromBsonForm(document) }));
      }),
    close: () => client.close(),
  };
}

/** What is there already says the same, since its id is made of what it says; it only has to be safe. */
async function insert(revisions: Collection<Kept>, added: readonly Kept[]): Promise<void> {
  try {
    await revisions.insertMany([...added], { ordered: false });
  } catch (problem) {
    if (!(problem instanceof MongoServerError) || problem.code !== duplicateKey) throw problem;
    const ids = new Set(added.map(({ _id }) => _id));
    if ((await revisions.countDocuments({ _id: { $in: [...ids] } })) < ids.size) throw problem;
  }
}

/** Gives the failures that a caller must expect the names he knows them by. */
async function expecting<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (problem) {
    if (!(problem instanceof MongoError)) throw problem;
    if (refusals.has(Number(problem.code))) throw new ConstraintBroken('record_refused', problem);
    throw new RecordsUnavailable('the record store is away', { cause: problem });
  }
}

function keptOf(clinic: ClinicId, revision: RecordRevision, storedAt: Instant): Kept {
  const { record, content, document } = revision;
  return { _id: idOf(clinic, revision), clinic, record, content, document: toBsonForm(document), storedAt };
}

function idOf(clinic: ClinicId, key: RevisionKey): string {
  return `${clinic}/${revisionName(key)}`;
}
