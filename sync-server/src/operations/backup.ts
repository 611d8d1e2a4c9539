import { copyFile, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { type Instant, instantSchema } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { BlobStore } from '../stores/blob-store.ts';
import { diskBlobs } from '../stores/blobs/disk-blobs.ts';
import { copyIn, copyOut, copyPage, type CopyPart } from '../stores/postgres/database-copy.ts';
import type { CommandParts } from './command-parts.ts';
import { checkSealed, sealedLines, writeSealed } from './sealed-lines.ts';

/**
 * A backup is a folder: `database.jsonl.gz` (one moment of everything), `blobs/` (the bytes of attached files, by their
 * hash) and `secrets/` (what opens sealed keys; guard it like the data). Taken while the server serves.
 */
const headerSchema = z.strictObject({
  lapka: z.literal('backup'),
  format: z.literal(1),
  takenAt: instantSchema,
  epoch: z.string(),
  migrations: z.array(z.string()),
});

const partSchema = z.union([
  z.strictObject({ table: z.string(), columns: z.array(z.string()), rows: z.int() }),
  z.strictObject({ texts: idSchema('Clinic'), rows: z.int() }),
]);

export interface BackupTaken {
  readonly lines: number;
  readonly files: number;
  readonly bytes: number;
  readonly missingTexts: number;
}

type Parts = Pick<CommandParts, 'databaseUrl' | 'dataDir' | 'records' | 'blobs'>;

const databaseFile = 'database.jsonl.gz';
const secretNames = /^[a-z-]+\.secret$/;

/** Writing into the folder of an earlier backup copies only the files that are new. */
export async function takeBackup(
  parts: Parts,
  folder: string,
  now: Instant,
): Promise<Result<BackupTaken, Failure<'WALLED_IN'>>> {
  const opened = await copyOut(parts.databaseUrl, parts.records);
  if (!opened.ok) return opened;
  const { header, lines: rows, missingTexts } = opened.value;
  const first = JSON.stringify(headerSchema.parse({ lapka: 'backup', format: 1, takenAt: now, ...header }));
  const lines = await writeSealed(path.join(folder, databaseFile), withFirst(first, rows));
  // After the database: whatever it names is stored, and what is stored is never changed.
  const copied = await copyFiles(parts.blobs, diskBlobs(path.join(folder, 'blobs')));
  await copySecrets(parts.dataDir, path.join(folder, 'secrets'));
  return ok({ lines, ...copied, missingTexts: missingTexts() });
}

/**
 * Fills an empty server from a backup. Its time line is a new one, so every desk compares what it has and sends again
 * what the server has lost.
 */
export async function restoreBackup(
  parts: Parts,
  folder: string,
): Promise<Result<{ readonly files: number }, Failure<'FILE_DAMAGED' | 'WALLED_IN' | 'NOT_EMPTY' | 'OTHER_BUILD'>>> {
  const file = path.join(folder, databaseFile);
  const sealed = await checkSealed(file);
  if (!sealed.ok) return sealed;
  const lines = sealedLines(file);
  const header = headerSchema.safeParse(JSON.parse((await lines.next()).value ?? 'null'));
  if (!header.success) return err(failure('FILE_DAMAGED', { file }));
  const filled = await copyIn(parts.databaseUrl, header.data, partsOf(lines), parts.records);
  if (!filled.ok) return filled;
  const copied = await copyFiles(diskBlobs(path.join(folder, 'blobs')), parts.blobs);
  return ok({ files: copied.files });
}

/** Puts the secrets of a backup where the server looks for them, before it makes secrets of its own. */
export async function restoreSecrets(folder: string, dataDir: string): Promise<Result<void, Failure<'NOT_EMPTY'>>> {
  const names = await secretsIn(dataDir);
  if (names.length > 0) return err(failure('NOT_EMPTY', { what: names }));
  await copySecrets(path.join(folder, 'secrets'), dataDir);
  return ok();
}

async function* withFirst(first: string, rest: AsyncIterable<string>): AsyncIterable<string> {
  yield first;
  yield* rest;
}

async function* partsOf(lines: AsyncGenerator<string, undefined>) {
  for await (const line of lines) {
    const part: CopyPart = partSchema.parse(JSON.parse(line));
    for (let left = part.rows; left > 0;) {
      const page: string[] = [];
      while (page.length < Math.min(left, copyPage)) page.push((await lines.next()).value ?? '');
      left -= page.length;
      yield { part, lines: page };
    }
  }
}

/** Copies the stored files that the target does not have; each is compared with the hash in its name on the way. */
async function copyFiles(from: BlobStore, to: BlobStore): Promise<{ readonly files: number; readonly bytes: number }> {
  let [files, bytes] = [0, 0];
  for await (const name of from.list('files/')) {
    const size = await from.size(name);
    if (size === undefined || (await to.size(name)) === size) continue;
    const stream = await from.read(name);
    if (stream === undefined) continue;
    if ((await to.put(name, { size, sha256: path.posix.basename(name) }, stream)) === 'STORED') {
      files += 1;
      bytes += size;
    }
  }
  return { files, bytes };
}

async function copySecrets(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  for (const name of await secretsIn(from)) await copyFile(path.join(from, name), path.join(to, name));
}

async function secretsIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => secretNames.test(name));
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return [];
    throw problem;
  }
}
