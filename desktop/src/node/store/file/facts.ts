import type { StoreFile } from './store-file.ts';

/** The names a store goes by. Its incarnation changes whenever the file is not the one that was left. */
export interface StoreIdentity {
  readonly store: string;
  readonly incarnation: string;
}

/** Small things the store itself keeps about its file. */
export function fact(file: StoreFile, name: string): string | undefined {
  return file.statement<readonly [string]>('SELECT value FROM fact WHERE name = ?').get(name)?.[0];
}

export function setFact(file: StoreFile, name: string, value: string): void {
  file.statement('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)').run(name, value);
}
