import { now } from 'rxdb';
import { assert } from '@lapka/shared/base/assert.ts';
import type { TableChange } from './change-feed.ts';
import type { ChangeBulk, DocumentTable } from './document-table.ts';
import { bodyOf, type StorageEvent, type StoredDocument } from './stored-document.ts';

/** How the desk's own writes are marked in the change stream, so that replication sends them. */
export const commandContext = 'lapka-command';

/** Gathers what one command writes, table by table, for the change stream. */
export class CommandWrites {
  readonly #token: string;
  readonly #writtenAt = now();
  readonly #tables = new Map<DocumentTable, { readonly ids: string[]; readonly events: StorageEvent[] }>();

  constructor(token: string) {
    this.#token = token;
  }

  get token(): string {
    return this.#token;
  }

  get writtenAt(): number {
    return this.#writtenAt;
  }

  note(table: DocumentTable, id: string, event: StorageEvent | undefined): void {
    const noted = this.#tables.get(table) ?? { ids: [], events: [] };
    noted.ids.push(id);
    if (event !== undefined) noted.events.push(event);
    this.#tables.set(table, noted);
  }

  changes(nextBulkId: () => string): TableChange[] {
    return [...this.#tables].map(([table, { ids, events }]) => {
      const checkpoint = { seq: table.lastWritten };
      const bulk = (): ChangeBulk | undefined =>
        events.length === 0 ? undefined : { id: nextBulkId(), events, checkpoint, context: commandContext };
      return { table, ids, context: commandContext, bulk };
    });
  }
}

/** Writes a document beneath RxDB as RxDB would have: the next revision, the time, and an event for those who listen. */
export function putDocument(
  table: DocumentTable,
  id: string,
  document: object,
  writes: CommandWrites,
  deleted = false,
): void {
  const stored = table.head(id);
  const heard = table.changes.observed;
  const previous = heard && stored !== undefined ? table.read(id) : undefined;
  const revised = {
    id,
    document,
    body: bodyOf(document),
    deleted,
    local: true,
    revision: { height: (stored?.revision.height ?? 0) + 1, token: writes.token },
    writtenAt: writes.writtenAt,
    extra: stored?.extra ?? null,
    attachments: null,
  };
  if (stored !== undefined) table.replace(stored, revised);
  else assert(table.insert(revised), `document ${id} was not there and yet could not be inserted`);
  writes.note(table, id, heard ? eventOf(id, table.read(id), previous) : undefined);
}

function eventOf(
  documentId: string,
  documentData: StoredDocument | undefined,
  previous: StoredDocument | undefined,
): StorageEvent | undefined {
  if (documentData === undefined) return undefined;
  if (documentData._deleted) return { operation: 'DELETE', documentId, documentData, previousDocumentData: previous };
  if (previous === undefined || previous._deleted) {
    return { operation: 'INSERT', documentId, documentData, previousDocumentData: undefined };
  }
  return { operation: 'UPDATE', documentId, documentData, previousDocumentData: previous };
}
