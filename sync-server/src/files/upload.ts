import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { present } from '@lapka/shared/base/assert.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { plusDays } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { kindBytes, mediaTypeOf, mostBytesOf } from '@lapka/shared/domain/files/file-kind.ts';
import { type BeginUpload, largestPiece, type Upload } from '@lapka/shared/protocol/http/files.ts';
import { type FileEntry, received } from '../stores/file-index.ts';
import { type FileParts, nameOfFile, nameOfPiece, piecesOf, uploadDays } from './file-parts.ts';

export type UploadRefusal = Failure<
  | 'NOT_FOUND'
  | 'FILE_TOO_LARGE'
  | 'FILE_KIND_REFUSED'
  | 'FILE_NOT_AS_SAID'
  | 'UPLOAD_ELSEWHERE'
  | 'MESSAGE_TOO_LARGE'
  | 'RETRY_LATER'
>;

/** Begins to take a file in, or says where it stands: what the clinic has already is not sent again (C-55). */
export async function beginUpload(
  { index, clock }: FileParts,
  clinic: ClinicId,
  hash: string,
  { bytes, mediaType }: BeginUpload,
): Promise<Result<Upload, UploadRefusal>> {
  const most = mostBytesOf(mediaType);
  if (most === undefined) return err(failure('FILE_KIND_REFUSED', { mediaType }));
  if (bytes > most) return err(failure('FILE_TOO_LARGE', { most }));
  const entry = await index.begin(clinic, { hash, bytes, mediaType }, clock.now());
  // One of the two is wrong about the file; the hash will tell which, so the first goes on.
  const isSame = entry.bytes === bytes && entry.mediaType === mediaType;
  return isSame ? ok(uploadOf(entry)) : err(failure('FILE_NOT_AS_SAID'));
}

export async function uploadState(
  { index }: FileParts,
  clinic: ClinicId,
  hash: string,
): Promise<Result<Upload, Failure<'NOT_FOUND'>>> {
  const entry = await index.find(clinic, hash);
  return entry === undefined ? err(failure('NOT_FOUND')) : ok(uploadOf(entry));
}

/**
 * Takes a piece in. When the line breaks, the caller asks where the upload stands and goes on from there. With the last
 * piece the file is put together and looked at; if it is not what was said, everything is thrown away. A piece of no bytes
 * at the end finishes an upload that the server could not finish before.
 */
export async function takePiece(
  parts: FileParts,
  clinic: ClinicId,
  hash: string,
  from: number,
  stream: Readable,
): Promise<Result<Upload, UploadRefusal>> {
  const turn = await parts.turns.run(() => takeOne(parts, clinic, hash, from, stream));
  const result = turn.ok ? turn.value : turn;
  if (!result.ok) parts.events.fileRefused(result.error.code);
  return result;
}

async function takeOne(
  parts: FileParts,
  clinic: ClinicId,
  hash: string,
  from: number,
  stream: Readable,
): Promise<Result<Upload, UploadRefusal>> {
  const { blobs, clock, index } = parts;
  const entry = await index.find(clinic, hash);
  if (entry === undefined) return err(failure('NOT_FOUND'));
  if (entry.storedAt !== null) return ok(uploadOf(entry));
  if (from !== received(entry)) return err(failure('UPLOAD_ELSEWHERE', { offset: received(entry) }));
  const piece = await wholeBody(stream, Math.min(largestPiece, entry.bytes - from));
  if (piece === undefined) {
    const isPastEnd = entry.bytes - from < largestPiece;
    return err(isPastEnd ? failure('FILE_TOO_LARGE', { most: entry.bytes }) : failure('MESSAGE_TOO_LARGE'));
  }
  const to = from + piece.length;
  if (piece.length > 0) {
    if (from === 0 && !mayBe(entry, piece)) return await throwAway(parts, clinic, entry, 'FILE_KIND_REFUSED');
    const sha256 = createHash('sha256').update(piece).digest('hex');
    await blobs.put(nameOfPiece(clinic, hash, from, to), { size: piece.length, sha256 }, one(piece));
    const moved = await index.advance(clinic, hash, { from, to }, clock.now());
    if (!moved) return err(failure('UPLOAD_ELSEWHERE', { offset: await standsAt(parts, clinic, hash) }));
  }
  const after = present(await index.find(clinic, hash), 'the upload');
  return to === entry.bytes ? await finish(parts, clinic, after) : ok(uploadOf(after));
}

/** Puts the pieces together under the name of the file. Doing it twice, or again after a crash, gives the same. */
async function finish(parts: FileParts, clinic: ClinicId, entry: FileEntry): Promise<Result<Upload, UploadRefusal>> {
  const { blobs, clock, events, index } = parts;
  const { hash, bytes } = entry;
  const start: Uint8Array[] = [];
  const put = await blobs.put(
    nameOfFile(clinic, hash),
    { size: bytes, sha256: hash },
    keepingStart(joined(parts, clinic, entry), start),
  );
  if (put === 'MISMATCH') return await throwAway(parts, clinic, entry, 'FILE_NOT_AS_SAID');
  if (mediaTypeOf(Buffer.concat(start)) !== entry.mediaType) {
    await blobs.remove(nameOfFile(clinic, hash));
    return await throwAway(parts, clinic, entry, 'FILE_KIND_REFUSED');
  }
  const now = clock.now();
  await index.stored(clinic, hash, now);
  await removePieces(parts, clinic, hash);
  events.fileStored(bytes);
  return ok(uploadOf({ ...entry, storedAt: now }));
}

async function* joined({ blobs }: FileParts, clinic: ClinicId, { hash, ends }: FileEntry): AsyncIterable<Uint8Array> {
  let from = 0;
  for (const to of ends) {
    const piece = present(await blobs.read(nameOfPiece(clinic, hash, from, to)), 'a piece of an upload');
    const chunks: AsyncIterable<Buffer> = piece.iterator();
    yield* chunks;
    from = to;
  }
}

async function* keepingStart(bytes: AsyncIterable<Uint8Array>, start: Uint8Array[]): AsyncIterable<Uint8Array> {
  let missing = kindBytes;
  for await (const chunk of bytes) {
    if (missing > 0) start.push(Uint8Array.from(chunk.subarray(0, missing)));
    missing -= chunk.length;
    yield chunk;
  }
}

async function throwAway(
  parts: FileParts,
  clinic: ClinicId,
  { hash }: FileEntry,
  code: 'FILE_KIND_REFUSED' | 'FILE_NOT_AS_SAID',
): Promise<Result<never, UploadRefusal>> {
  await parts.index.drop(clinic, hash);
  await removePieces(parts, clinic, hash);
  return err(failure(code));
}

export async function removePieces({ blobs }: FileParts, clinic: ClinicId, hash: string): Promise<void> {
  for await (const name of blobs.list(piecesOf(clinic, hash))) await blobs.remove(name);
}

/** The first piece tells early that a file is of no kind we take, if it is long enough to tell. */
function mayBe({ mediaType, bytes }: FileEntry, start: Buffer): boolean {
  const isEnough = start.length >= Math.min(kindBytes, bytes);
  return !isEnough || mediaTypeOf(start) === mediaType;
}

/** All bytes of a body; undefined when there are more than allowed, and then the rest is not read. */
async function wholeBody(stream: Readable, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Left open when it is too long, so that the refusal still reaches the caller.
  const incoming: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
  for await (const bytes of incoming) {
    length += bytes.length;
    if (length > most) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

async function standsAt({ index }: FileParts, clinic: ClinicId, hash: string): Promise<number> {
  const entry = await index.find(clinic, hash);
  return entry === undefined ? 0 : received(entry);
}

async function* one(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield bytes;
}

function uploadOf(entry: FileEntry): Upload {
  const { bytes, mediaType, storedAt, touchedAt } = entry;
  const until = storedAt === null ? plusDays(touchedAt, uploadDays) : null;
  return { bytes, mediaType, received: received(entry), stored: storedAt !== null, until };
}
