import { z } from 'zod';
import type { FileReference } from '@lapka/shared/domain/records/visit-items.ts';
import { fileReferenceSchema } from '@lapka/shared/domain/records/visit-items.ts';
import type { StoreReader, StoreTransactor } from '../store/store.ts';

const keptSchema = z.strictObject({ ...fileReferenceSchema.pick({ mediaType: true, bytes: true }).shape });
export type KeptFile = z.infer<typeof keptSchema>;

/** What this node knows of a file it keeps; undefined of one it does not have. */
export function keptFile(reader: StoreReader, hash: FileReference['hash']): KeptFile | undefined {
  const stored = reader.nodeValue(nodeValueOf(hash));
  return stored === undefined ? undefined : keptSchema.parse(stored);
}

/** Notes that the bytes of a file are safe on the disk of this node. */
export function noteKeptFile(transactor: StoreTransactor, hash: FileReference['hash'], kept: KeptFile): void {
  transactor.setNodeValue(nodeValueOf(hash), { ...kept });
}

function nodeValueOf(hash: string): string {
  return `file ${hash}`;
}
