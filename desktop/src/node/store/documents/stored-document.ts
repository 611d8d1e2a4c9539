import type { RxDocumentData, RxStorageChangeEvent } from 'rxdb';

/** A document as RxDB keeps it: the fields of the clinic and RxDB's own, which start with an underscore. */
export type StoredDocument = RxDocumentData<PlainDocument>;

export type PlainDocument = Readonly<Record<string, unknown>>;

export type StorageEvent = RxStorageChangeEvent<PlainDocument>;

/** `3-abc` is the third revision, written by whoever calls itself `abc`. */
export interface Revision {
  readonly height: number;
  readonly token: string;
}

export function parseRevision(revision: string): Revision {
  const dash = revision.indexOf('-');
  const height = Number(revision.slice(0, dash));
  // A revision of another form is all token, so that it comes back as it was.
  if (dash < 1 || !Number.isInteger(height) || height < 0 || String(height).length !== dash) {
    return { height: -1, token: revision };
  }
  return { height, token: revision.slice(dash + 1) };
}

export function formatRevision({ height, token }: Revision): string {
  return height < 0 ? token : `${height}-${token}`;
}

/** The text of a document without RxDB's fields. */
export function bodyOf(document: object): string {
  // Fields without a value are not written; leaving them out of a copy would take longer than all the rest.
  return JSON.stringify({
    ...document,
    _deleted: undefined,
    _rev: undefined,
    _meta: undefined,
    _attachments: undefined,
  });
}
