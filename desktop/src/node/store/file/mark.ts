import { z } from 'zod';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import { canonicalJson, jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { readIfThere, replaceFile } from './store-folder.ts';

/**
 * What is known of the database file apart from it, to notice when the file is not the one that was left: another one, an
 * older copy, one without its log. `sequence` may lag behind, so a file that is ahead of it is fine.
 */
export const markSchema = z.strictObject({
  store: z.string(),
  incarnation: z.string(),
  keyPrint: z.string(),
  sequence: z.int().min(0),
  /** Set when a page was found that is not what was written; the file is not opened again. */
  damaged: z.boolean(),
  /** Device and inode: a copied or restored file is another one on the disk. */
  place: z.string(),
  /** The tables of documents, for when the file cannot tell any more. */
  tables: z.array(jsonObjectSchema),
  /** Up to which change each collection's replication has sent. */
  sent: z.record(z.string(), z.int().min(0)),
});
export type Mark = z.infer<typeof markSchema>;

const writtenSchema = z.strictObject({ mark: markSchema, sum: z.string() });

/** Undefined when there is none or it was damaged: then the file is taken for a copy. */
export function readMark(path: string): Mark | undefined {
  const text = readIfThere(path)?.toString('utf8');
  if (text === undefined) return undefined;
  try {
    const { mark, sum } = writtenSchema.parse(JSON.parse(text));
    return sumOf(mark) === sum ? mark : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

export function writeMark(path: string, mark: Mark): void {
  replaceFile(path, JSON.stringify({ mark, sum: sumOf(mark) }));
}

function sumOf(mark: Mark): string {
  return sha256Hex(canonicalJson(mark));
}
