import { createHash } from 'node:crypto';
import type { ExpectedBytes } from '../blob-store.ts';

/** Other bytes came than were announced. */
export class BytesMismatch extends Error {}

/** Passes bytes on and throws at their end, or before, when they are not what was announced. */
export async function* checkedBytes(
  bytes: AsyncIterable<Uint8Array>,
  { size, sha256 }: ExpectedBytes,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  let left = size;
  for await (const piece of bytes) {
    left -= piece.length;
    if (left < 0) throw new BytesMismatch();
    hash.update(piece);
    yield piece;
  }
  if (left !== 0 || hash.digest('hex') !== sha256) throw new BytesMismatch();
}

/** What a put answers when the bytes were others; everything else that goes wrong is passed on. */
export async function mismatchAsAnswer(putting: Promise<void>): Promise<'STORED' | 'MISMATCH'> {
  try {
    await putting;
    return 'STORED';
  } catch (problem) {
    if (problem instanceof BytesMismatch) return 'MISMATCH';
    throw problem;
  }
}
