import type { BulkWriteRow, RxAttachmentData, RxAttachmentWriteData } from 'rxdb';
import type { StoreFile } from '../file/store-file.ts';
import { sortText } from './sort-text.ts';
import type { PlainDocument } from './stored-document.ts';
import { attachmentsName } from './table-shape.ts';

type WriteRow = BulkWriteRow<PlainDocument>;
type Attachment = RxAttachmentData | RxAttachmentWriteData;

/** The bytes of attachments that are to be written. A blob only gives them to those who wait, a transaction cannot. */
export type AttachmentBytes = ReadonlyMap<Blob, Uint8Array>;

export const noAttachments: AttachmentBytes = new Map();

export async function attachmentBytes(rows: readonly WriteRow[]): Promise<AttachmentBytes> {
  const bytes = new Map<Blob, Uint8Array>();
  for (const { document } of rows) {
    for (const attachment of Object.values(document._attachments)) {
      if (hasData(attachment)) bytes.set(attachment.data, new Uint8Array(await attachment.data.arrayBuffer()));
    }
  }
  return bytes;
}

/** The attachments of one table, apart from their documents, so that reading a document reads no pictures. */
export class AttachmentRows {
  readonly #file: StoreFile;
  readonly #name: string;

  constructor(file: StoreFile, place: number) {
    this.#file = file;
    this.#name = attachmentsName(place);
  }

  /** The name of an attachment that is neither stored already nor brought along. */
  missing({ document, previous }: WriteRow, isStored: boolean): string | undefined {
    if (isStored && document._deleted) return undefined;
    const kept = isStored ? previous?._attachments : undefined;
    const attachments = Object.entries<Attachment>(document._attachments);
    return attachments.find(([name, attachment]) => !hasData(attachment) && kept?.[name] === undefined)?.[0];
  }

  /** Makes the stored bytes those of the written revision. */
  keep(id: string, { document, previous }: WriteRow, bytes: AttachmentBytes): void {
    const wanted = document._deleted ? {} : document._attachments;
    for (const name of Object.keys(previous?._attachments ?? {})) {
      if (wanted[name] === undefined) this.#remove(id, name);
    }
    for (const [name, attachment] of Object.entries<Attachment>(wanted)) {
      const data = hasData(attachment) ? bytes.get(attachment.data) : undefined;
      if (data !== undefined) this.#put(id, name, attachment.digest, data);
    }
  }

  read(id: string, name: string): { readonly digest: string; readonly data: Uint8Array } | undefined {
    const row = this.#file
      .statement<readonly [string, Uint8Array]>(
        `SELECT digest, data FROM ${this.#name} WHERE document = ? AND name = ?`,
      )
      .get(sortText(id), sortText(name));
    return row && { digest: row[0], data: row[1] };
  }

  #put(id: string, name: string, digest: string, data: Uint8Array): void {
    this.#file
      .statement(`INSERT OR REPLACE INTO ${this.#name} (document, name, digest, data) VALUES (?, ?, ?, ?)`)
      .run(sortText(id), sortText(name), digest, data);
  }

  #remove(id: string, name: string): void {
    this.#file.statement(`DELETE FROM ${this.#name} WHERE document = ? AND name = ?`).run(sortText(id), sortText(name));
  }
}

function hasData(attachment: Attachment): attachment is RxAttachmentWriteData {
  return 'data' in attachment;
}
