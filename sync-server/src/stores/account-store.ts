import type { Instant } from '@lapka/shared/base/instant.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { accountShelves } from './account-entries.ts';
import type { Shelf, ShelfDefinition, ShelfReader } from './shelf.ts';

type AccountShelves = typeof accountShelves;

export type AccountReader = {
  readonly [Name in keyof AccountShelves]: AccountShelves[Name] extends ShelfDefinition<infer Entry, infer Finder>
    ? ShelfReader<Entry, Finder>
    : never;
};

export type AccountTransaction = {
  readonly [Name in keyof AccountShelves]: AccountShelves[Name] extends ShelfDefinition<infer Entry, infer Finder>
    ? Shelf<Entry, Finder>
    : never;
} & {
  /**
   * Adds a line to the clinic's chain of audit entries when the transaction commits. It names people and things by id
   * only.
   */
  audit(clinic: ClinicId, content: JsonObject): void;
};

/** Accounts, sessions and codes: what belongs to persons and devices rather than to a clinic's data. */
export interface AccountStore {
  /** Reads one consistent state. */
  read<T>(read: (reader: AccountReader) => Promise<T>): Promise<T>;

  /**
   * Runs `act` in one transaction. When this resolves everything written is durable, with its lines in the audit; when
   * `act` throws nothing was written. Transactions lock what they ask for, so ask in the order of `accountShelves` where
   * several things are needed. Two that still wait for one another: one throws `StoreUnavailable` and may be repeated.
   */
  transact<T>(act: (transaction: AccountTransaction) => Promise<T>): Promise<T>;

  /** Forgets what nobody needs any more, and tells how many entries that were. */
  forgetExpired(now: Instant): Promise<number>;
}
