import { type Logger, silentLogger } from '@lapka/shared/base/logger.ts';
import type { RecordStore } from '../record-store.ts';
import { RecordsUnavailable, StoreUnavailable } from '../store-errors.ts';
import { withClinic } from './clinic-session.ts';
import { openPool } from './pool.ts';
import { recordRows } from './record-rows.ts';

/**
 * Medical texts in a Postgres of their own, for those who want them apart from everything else without a MongoDB. The
 * database must be migrated.
 */
export function postgresRecordStore(url: string, logger: Logger = silentLogger): RecordStore {
  const pool = openPool({ url, connections: 4, logger });
  return {
    append: (clinic, revisions) =>
      reaching(withClinic(pool, clinic, 'write', (session) => recordRows(session).append(clinic, revisions))),
    fetch: (clinic, keys) =>
      reaching(withClinic(pool, clinic, 'read', (session) => recordRows(session).fetch(clinic, keys))),
    close: () => pool.end(),
  };
}

async function reaching<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (problem) {
    if (problem instanceof StoreUnavailable) throw new RecordsUnavailable(problem.message, { cause: problem });
    throw problem;
  }
}
