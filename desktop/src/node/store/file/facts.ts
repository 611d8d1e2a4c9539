import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import type { StoreFile } from './store-file.ts';

/** The names a store goes by. Its incarnation changes whenever the file is not the one that was left. */
export interface StoreIdentity {
  readonly store: Id<'Store'>;
  readonly incarnation: Id<'Incarnation'>;
}

export function identityOf(file: StoreFile): StoreIdentity {
  return {
    store: idSchema('Store').parse(fact(file, 'store')),
    incarnation: idSchema('Incarnation').parse(fact(file, 'incarnation')),
  };
}

/** Small things the store itself keeps about its file. */
export function fact(file: StoreFile, name: string): string | undefined {
  return file.statement<readonly [string]>('SELECT value FROM fact WHERE name = ?').get(name)?.[0];
}

export function setFact(file: StoreFile, name: string, value: string): void {
  file.statement('INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)').run(name, value);
}
