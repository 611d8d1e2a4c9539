import type { WithDeleted } from 'rxdb';
import { type WireDocument, wireDocumentSchema } from '@lapka/shared/protocol/frames.ts';
import type { PlainDocument } from '../store/documents/stored-document.ts';

/** A document as RxDB hands it to a replication: its fields, and whether it was removed. */
export type RxState = WithDeleted<PlainDocument>;

export function wireOf({ _deleted, ...fields }: RxState): WireDocument {
  return wireDocumentSchema.parse(fields);
}

export function rxState(document: object, deleted: boolean): RxState {
  return { ...document, _deleted: deleted };
}
