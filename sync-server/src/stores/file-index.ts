import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';

/** Which files a clinic has, and which are on their way. The bytes are in a blob store. */
export interface FileIndex {
  find(clinic: ClinicId, hash: string): Promise<FileEntry | undefined>;
  /** Begins an upload, or answers the one there is. */
  begin(clinic: ClinicId, wanted: NewFile, at: Instant): Promise<FileEntry>;
  /** Notes that a piece has arrived; false when the upload does not stand where the piece begins. */
  advance(clinic: ClinicId, hash: string, piece: Piece, at: Instant): Promise<boolean>;
  /** The file is complete: its bytes are where they stay. */
  stored(clinic: ClinicId, hash: string, at: Instant): Promise<void>;
  /** Forgets an upload. A stored file stays. */
  drop(clinic: ClinicId, hash: string): Promise<void>;
  /** The uploads of all clinics that nobody has gone on with since. */
  idleUploads(since: Instant, limit: number): Promise<readonly { readonly clinic: ClinicId; readonly hash: string }[]>;
  /** The files of a clinic, by hash. */
  storedAfter(clinic: ClinicId, hash: string, limit: number): Promise<readonly FileEntry[]>;
}

export interface NewFile {
  readonly hash: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface FileEntry extends NewFile {
  /** Where each piece ends; the last one says how much has arrived. */
  readonly ends: readonly number[];
  readonly touchedAt: Instant;
  readonly storedAt: Instant | null;
}

export interface Piece {
  readonly from: number;
  readonly to: number;
}

export function received({ ends }: Pick<FileEntry, 'ends'>): number {
  return ends.at(-1) ?? 0;
}
