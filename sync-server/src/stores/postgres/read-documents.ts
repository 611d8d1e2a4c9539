import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { RecordRevision, RecordStore } from '../record-store.ts';
import { revisionName } from '../record-revision.ts';
import { RecordsUnavailable } from '../store-errors.ts';
import type { ClinicSession } from './clinic-session.ts';
import { type DocumentRow, envelopeColumns, type HeadRow } from './envelope.ts';

/** Where the texts of medical records are read and written from within a transaction. */
export type RecordTexts = Pick<RecordStore, 'append' | 'fetch'>;

/** What statements about the documents of a clinic need. */
export interface DocumentAccess {
  readonly session: ClinicSession;
  readonly texts: RecordTexts;
  readonly definitionOf: (collection: CollectionName) => AnyCollection | undefined;
  /** The columns that a table has of paths, by their names. */
  readonly fieldColumnsOf: (collection: CollectionName) => ReadonlySet<string>;
}

/** Whose texts live in the record store; the table then holds heads. */
export function holdsHeads({ definitionOf }: DocumentAccess, collection: CollectionName): boolean {
  return definitionOf(collection)?.serverStore === 'records';
}

/** The rows of a collection that a clause picks (`where …`, also with order and limit), with their documents. */
export async function readRows(
  access: DocumentAccess,
  collection: CollectionName,
  name: string,
  clause: string,
  values: readonly unknown[],
): Promise<readonly DocumentRow[]> {
  const { session } = access;
  if (!holdsHeads(access, collection)) {
    const text = `select id, ${envelopeColumns}, body from ${collection} ${clause}`;
    return await session.rows<DocumentRow>({ name: `${collection}-${name}`, text, values });
  }
  const text = `select id, ${envelopeColumns}, content from ${collection} ${clause}`;
  return await withTexts(access, await session.rows<HeadRow>({ name: `${collection}-${name}`, text, values }));
}

/** Heads with the documents they name. */
export async function withTexts(
  { session, texts }: DocumentAccess,
  heads: readonly HeadRow[],
): Promise<readonly DocumentRow[]> {
  if (heads.length === 0) return [];
  const keys = heads.map(({ id, content }) => ({ record: id, content }));
  const found = new Map<string, DocumentFields>(
    (await texts.fetch(session.clinic, keys)).map((revision: RecordRevision) => [
      revisionName(revision),
      revision.document,
    ]),
  );
  return heads.map((head) => {
    const body = found.get(revisionName({ record: head.id, content: head.content }));
    if (body === undefined) throw new RecordsUnavailable(`revision ${head.revision} of record ${head.id} is not there`);
    return { ...head, body };
  });
}
