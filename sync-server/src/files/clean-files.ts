import { plusDays } from '@lapka/shared/base/instant.ts';
import { type FileParts, uploadDays } from './file-parts.ts';
import { removePieces } from './upload.ts';

const mostAtOnce = 100;

/**
 * Throws away the uploads that nobody goes on with, and tells how many. Stored files stay: the records that name them
 * cannot be changed, and may come later than the file.
 */
export async function cleanFiles(parts: FileParts): Promise<number> {
  const { clock, events, index } = parts;
  const since = plusDays(clock.now(), -uploadDays);
  const idle = await index.idleUploads(since, mostAtOnce);
  for (const { clinic, hash } of idle) {
    // Pieces first: what is left of an upload that is not in the index would never be found again.
    await removePieces(parts, clinic, hash);
    await index.drop(clinic, hash);
  }
  events.filesCleaned(idle.length);
  return idle.length;
}
