import type { BulkWriteRow, RxAttachmentData, RxAttachmentWriteData } from 'rxdb';
import type { DocumentTable } from './document-table.ts';
import type { PlainDocument } from './stored-document.ts';

type WriteRow = BulkWriteRow<PlainDocument>;
type Attachment = RxAttachmentData | RxAttachmentWriteData;

/** The bytes of attachments that are to be written. A blob only gives them to those who wait, a transaction cannot. */
export type AttachmentBytes = ReadonlyMap<Blob, Uint8Array>;

const none: AttachmentBytes = new Map();

export async function attachmentBytes(table: DocumentTable, rows: readonly WriteRow[]): Promise<AttachmentBytes> {
  if (!table.shape.attachments) return none;
  const bytes = new Map<Blob, Uint8Array>();
  for (const { document } of rows) {
    for (const attachment of Object.values(document._attachments)) {
      if (hasData(attachment)) bytes.set(attachment.data, new Uint8Array(await attachment.data.arrayBuffer()));
    }
  }
  return bytes;
}

/** The name of an attachment that is neither stored already nor brought along. */
export function attachmentWithoutData(
  { document, previous }: WriteRow,
  table: DocumentTable,
  isStored: boolean,
): string | undefined {
  if (!table.shape.attachments || (isStored && document._deleted)) return undefined;
  const kept = isStored ? previous?._attachments : undefined;
  return Object.entries<Attachment>(document._attachments).find(
    ([name, attachment]) => !hasData(attachment) && kept?.[name] === undefined,
  )?.[0];
}

/** Makes the stored bytes those of the written revision. */
export function keepAttachments(table: DocumentTable, id: string, row: WriteRow, bytes: AttachmentBytes): void {
  if (!table.shape.attachments) return;
  const wanted = row.document._deleted ? {} : row.document._attachments;
  for (const name of Object.keys(row.previous?._attachments ?? {})) {
    if (wanted[name] === undefined) table.removeAttachment(id, name);
  }
  for (const [name, attachment] of Object.entries<Attachment>(wanted)) {
    const data = hasData(attachment) ? bytes.get(attachment.data) : undefined;
    if (data !== undefined) table.putAttachment(id, name, attachment.digest, data);
  }
}

function hasData(attachment: Attachment): attachment is RxAttachmentWriteData {
  return 'data' in attachment;
}
