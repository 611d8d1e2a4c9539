import { createIdMaker, derivedId } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import type { LocalStore } from '../../src/node/store/local-store.ts';
import { openStore, type OpenStoreOptions } from '../../src/node/store/open-store.ts';
import type { StoreOpenFailure } from '../../src/node/store/store-failures.ts';
import type { StoreFailure, StoreReader, StoreTransactor } from '../../src/node/store/store.ts';
import { entries, note, noteId, notes, testCollections } from '../../src/node/store/testing/notes.ts';
import { systemClock, systemScheduler } from '../../src/node/system.ts';

/** The key of all stores that are broken here. */
export const tillKey: FileKey = { bytes: Buffer.alloc(32, 7), salt: Buffer.alloc(16, 9) };

/** Records that are written again and again, as an animal's are. */
const records = 40;

export function openTill(
  folder: string,
  options: Partial<OpenStoreOptions> = {},
): Promise<Result<LocalStore, StoreOpenFailure>> {
  const clock = systemClock();
  const ids = createIdMaker(clock, seededRandom(Date.now()));
  const parts = {
    collections: testCollections,
    program: '1',
    clock,
    scheduler: systemScheduler,
    ids,
    logger: silentLogger,
  };
  return openStore({ folder, key: tillKey, ballastBytes: 0, ...parts, ...options });
}

/**
 * One sale: two entries of the ledger that cancel out, the record of an animal, the till's counter and the answer of the
 * operation. All of it is there, or nothing. Repeating it changes nothing.
 */
export function sell(store: LocalStore, number: number): Result<void, StoreFailure> {
  return store.transact((tx) => {
    if (tx.recall(operationOf(number)) !== undefined) return;
    const amount = amountOf(number);
    tx.put(entries, note(number * 2, { kind: 'IN', amount }));
    tx.put(entries, note(number * 2 + 1, { kind: 'OUT', amount }));
    tx.put(
      notes,
      note(number % records, { amount: number, text: `seen for the ${number}th time ${'.'.repeat(number % 900)}` }),
    );
    tx.setNodeValue('till', { count: countOf(tx) + 1, total: totalOf(tx) + amount });
    tx.remember(operationOf(number), { command: 'sell', input: String(number), answer: { amount } });
  });
}

export interface Audit {
  /** How many sales are there, from the first on without a gap. */
  readonly sales: number;
  /** Acknowledged sales that are not there. */
  readonly lost: number;
  /** Sales of which only a part is there, or whose figures are wrong. */
  readonly partial: number;
  readonly ledgerIsExact: boolean;
}

/** Looks whether everything acknowledged is there, and nothing by halves. */
export function audit(store: LocalStore, acknowledged: number): Audit {
  return store.read((reader) => {
    const sales = countOf(reader);
    const ledger = reader.find(entries, {});
    const byId = new Map(ledger.map((entry) => [entry.id, entry]));
    let partial = 0;
    for (let number = 1; number <= sales; number++) {
      const [into, out] = [byId.get(noteId(number * 2)), byId.get(noteId(number * 2 + 1))];
      const whole = into?.amount === amountOf(number) && out?.amount === amountOf(number);
      if (!whole || reader.recall(operationOf(number)) === undefined) partial += 1;
    }
    for (let record = 0; record < records; record++) {
      const seen = reader.get(notes, noteId(record))?.amount ?? 0;
      if (seen !== lastOf(record, sales)) partial += 1;
    }
    const sum = (kind: string): number =>
      ledger.reduce((all, entry) => all + (entry.kind === kind ? entry.amount : 0), 0);
    const ledgerIsExact =
      ledger.length === sales * 2 && sum('IN') === totalOf(reader) && sum('OUT') === totalOf(reader);
    return { sales, lost: Math.max(0, acknowledged - sales), partial, ledgerIsExact };
  });
}

export function countOf(reader: StoreReader | StoreTransactor): number {
  return Number(reader.nodeValue('till')?.['count'] ?? 0);
}

function totalOf(reader: StoreReader): number {
  return Number(reader.nodeValue('till')?.['total'] ?? 0);
}

function amountOf(number: number): number {
  return 100 + ((number * 37) % 900);
}

/** The last sale up to a number that wrote a record; zero when none did. */
function lastOf(record: number, sales: number): number {
  const last = sales - ((((sales - record) % records) + records) % records);
  return last > 0 ? last : 0;
}

function operationOf(number: number): OperationId {
  return derivedId('Operation', 'sale', String(number));
}
