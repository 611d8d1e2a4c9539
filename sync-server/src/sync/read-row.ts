import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { readDocument } from '@lapka/shared/domain/read-document.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';
import { isStorable } from '../stores/storable.ts';

/** A row whose documents fit the present schema. */
export interface ParsedRow {
  readonly base: DocumentFields | undefined;
  readonly wanted: DocumentFields;
  readonly deleted: boolean;
  /** As it came: what the device will have when its row is accepted. */
  readonly sent: WireDocument;
}

export type ReadRow =
  | { readonly kind: 'READ'; readonly row: ParsedRow }
  | { readonly kind: 'REFUSED'; readonly id: string; readonly reason: 'BAD_DOCUMENT' }
  | { readonly kind: 'LATER'; readonly id: string; readonly reason: 'SERVER_TOO_OLD' };

/**
 * Brings a row to the present version of the schema (PUSH-4). A base that cannot be read only means that the row is built
 * on nothing known.
 */
export function readRow(definition: AnyCollection, { base, wanted, deleted }: PushRow): ReadRow {
  const { id } = wanted;
  const refused: ReadRow = { kind: 'REFUSED', id, reason: 'BAD_DOCUMENT' };
  if (!isStorable(wanted) || (base !== undefined && base.id !== id)) return refused;
  const read = readDocument(definition, wanted);
  switch (read.kind) {
    case 'NEWER':
      return { kind: 'LATER', id, reason: 'SERVER_TOO_OLD' };
    case 'UNREADABLE':
      return refused;
    case 'READ': {
      const known = base === undefined ? undefined : readDocument(definition, base);
      const row = { base: known?.kind === 'READ' ? known.document : undefined, wanted: read.document, deleted };
      return { kind: 'READ', row: { ...row, sent: wanted } };
    }
  }
}
