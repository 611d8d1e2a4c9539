/**
 * What can be wrong with the file underneath, by what is to be done about it. FULL: no room, nothing was written.
 * READ_ONLY: no writes are accepted. IO: the disk failed in the middle, so the last commit may or may not be there.
 * DAMAGED: a page is not what was written.
 */
export type Fault = 'FULL' | 'READ_ONLY' | 'IO' | 'DAMAGED';

export class StoreFault extends Error {
  override readonly name = 'StoreFault';
  readonly fault: Fault;
  readonly sqlCode: string;

  constructor(fault: Fault, cause: Error & { readonly code: string }) {
    super(`${fault}: ${cause.code} ${cause.message}`, { cause });
    this.fault = fault;
    this.sqlCode = cause.code;
  }
}

/** The fault an error stands for; undefined when it is not the disk's but a bug of ours. */
export function faultBehind(error: unknown): StoreFault | undefined {
  if (error instanceof StoreFault) return error;
  if (!hasSqlCode(error)) return undefined;
  const fault = faultOfCode(error.code);
  return fault === undefined ? undefined : new StoreFault(fault, error);
}

function faultOfCode(code: string): Fault | undefined {
  if (damaged.has(code) || code.startsWith('SQLITE_CORRUPT')) return 'DAMAGED';
  if (code.startsWith('SQLITE_FULL')) return 'FULL';
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_NOMEM') || code === 'SQLITE_PROTOCOL') return 'IO';
  const refused = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'SQLITE_PERM', 'SQLITE_BUSY', 'SQLITE_LOCKED'];
  return refused.some((start) => code.startsWith(start)) ? 'READ_ONLY' : undefined;
}

const damaged = new Set(['SQLITE_NOTADB', 'SQLITE_IOERR_DATA', 'SQLITE_IOERR_CORRUPTFS', 'SQLITE_IOERR_SHORT_READ']);

function hasSqlCode(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')
  );
}
