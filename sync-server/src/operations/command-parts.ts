import type { AccountParts } from '../accounts/account-parts.ts';
import type { BlobStore } from '../stores/blob-store.ts';
import type { FileIndex } from '../stores/file-index.ts';
import type { OperationsStore } from '../stores/operations-store.ts';
import type { RecordStore } from '../stores/record-store.ts';

/** What the commands of those who run the server work on: the stores of the server, also while it serves. */
export interface CommandParts {
  readonly account: AccountParts;
  readonly operations: OperationsStore;
  readonly files: FileIndex;
  readonly blobs: BlobStore;
  readonly records: RecordStore;
  readonly databaseUrl: string;
  readonly dataDir: string;
}
