import type { Clock } from '@lapka/shared/base/clock.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Turns } from '../accounts/turns.ts';
import type { BusinessEvents } from '../observe/business-events.ts';
import type { BlobStore } from '../stores/blob-store.ts';
import type { FileIndex } from '../stores/file-index.ts';

export interface FileParts {
  readonly index: FileIndex;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly events: BusinessEvents;
  /** How many pieces are taken in at once: each is in memory until it is stored. */
  readonly turns: Turns;
}

/** An upload that nobody goes on with for so long is thrown away. */
export const uploadDays = 7;

export function nameOfFile(clinic: ClinicId, hash: string): string {
  return `files/${clinic}/${hash}`;
}

export function nameOfPiece(clinic: ClinicId, hash: string, from: number, to: number): string {
  return `${piecesOf(clinic, hash)}${String(from).padStart(12, '0')}-${String(to).padStart(12, '0')}`;
}

export function piecesOf(clinic: ClinicId, hash: string): string {
  return `pieces/${clinic}/${hash}/`;
}
