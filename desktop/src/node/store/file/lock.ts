import type { Connection } from './driver.ts';
import { connect } from './driver.ts';
import { faultBehind } from './fault.ts';

/**
 * Keeps a second process from the store. It is a lock of the operating system on a file of its own, so it ends with the
 * process that holds it, however that ends. Undefined when another process has it.
 */
export function takeLock(path: string): { readonly release: () => void } | undefined {
  const connection = connect(path, { timeout: 0 });
  try {
    connection.pragma('journal_mode = MEMORY');
    connection.pragma('locking_mode = EXCLUSIVE');
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => release(connection) };
}

function release(connection: Connection): void {
  connection.exec('ROLLBACK');
  connection.close();
}

function isBusy(error: unknown): boolean {
  return faultBehind(error)?.sqlCode.startsWith('SQLITE_BUSY') === true;
}
