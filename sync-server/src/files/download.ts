import type { Readable } from 'node:stream';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { ByteRange } from '../stores/blob-store.ts';
import { type FileParts, nameOfFile } from './file-parts.ts';

export interface Download {
  readonly bytes: Readable;
  readonly mediaType: string;
  readonly size: number;
  readonly range: ByteRange | undefined;
}

/** A file of the clinic, or a part of it. `range` is the header as it came. */
export async function openFile(
  { index, blobs }: FileParts,
  clinic: ClinicId,
  hash: string,
  range: string | undefined,
): Promise<Result<Download, Failure<'NOT_FOUND' | 'RANGE_NOT_THERE'>>> {
  const entry = await index.find(clinic, hash);
  if (entry === undefined || entry.storedAt === null) return err(failure('NOT_FOUND'));
  const { mediaType, bytes: size } = entry;
  const wanted = parseRange(range, size);
  if (wanted === 'NOT_THERE') return err(failure('RANGE_NOT_THERE', { size }));
  const bytes = await blobs.read(nameOfFile(clinic, hash), wanted);
  return bytes === undefined ? err(failure('NOT_FOUND')) : ok({ bytes, mediaType, size, range: wanted });
}

/** One range of bytes (RFC 9110); several at once, and what is no range, mean the whole. */
export function parseRange(header: string | undefined, size: number): ByteRange | 'NOT_THERE' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'NOT_THERE' : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= size ? 'NOT_THERE' : { first, last };
}
