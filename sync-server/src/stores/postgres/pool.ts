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
  // A connection that breaks says so twice, and without a listener either would end the process: while it is idle the pool
  // says it, while it is in use the connection itself. Its statements fail as well, and the next use gets another one.
  const lost = (problem: Error): void => logger.warn('database connection lost', { reason: problem.message });
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

/** Positions and numbers are far below 2^53; the driver would hand them out as texts. Everything else as it does. */
function parserOf(
  ...[type, format]: Parameters<typeof pg.types.getTypeParser>
): ReturnType<typeof pg.types.getTypeParser> {
  if (type === pg.types.builtins.INT8) return Number;
  return pg.types.getTypeParser(type, format);
}
