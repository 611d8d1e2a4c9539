import type { Logger } from '@lapka/shared/base/logger.ts';
import pg from 'pg';

export interface PoolOptions {
  readonly url: string;
  readonly connections: number;
  readonly logger: Logger;
}

/** A pool whose connections answer big integers as numbers and never wait for ever. */
export function openPool({ url, connections, logger }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    application_name: 'lapka',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 60_000,
    // Whoever waits this long for a clinic's clock should come back later instead of holding a connection.
    lock_timeout: 15_000,
    idle_in_transaction_session_timeout: 60_000,
    keepAlive: true,
    // Statements are sent without waiting for the answer to the one before; a transaction saves its first round trips.
    pipeline: true,
    types: { getTypeParser: parserOf },
  });
  // An idle connection that breaks is replaced by the next use; without a listener it would end the process.
  pool.on('error', (problem) => logger.warn('idle database connection lost', { reason: problem.message }));
  return pool;
}

/** Positions and numbers are far below 2^53; the driver would hand them out as texts. Everything else as it does. */
function parserOf(
  ...[type, format]: Parameters<typeof pg.types.getTypeParser>
): ReturnType<typeof pg.types.getTypeParser> {
  if (type === pg.types.builtins.INT8) return Number;
  return pg.types.getTypeParser(type, format);
}
