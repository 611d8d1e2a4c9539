import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';

/**
 * Files of lines that carry their own seal: packed by gzip, and the last line has the count and the SHA-256 of those
 * before it. A file that was cut off, changed or joined of two does not fit its seal.
 */
const sealSchema = z.strictObject({ lines: z.int(), sha256: z.string() });

/** Writes aside and moves to its place when everything is on the disk; answers the number of lines. */
export async function writeSealed(file: string, lines: AsyncIterable<string>): Promise<number> {
  const aside = `${file}.new`;
  let count = 0;
  const sealed = async function* (): AsyncIterable<string> {
    const hash = createHash('sha256');
    for await (const line of lines) {
      count += 1;
      hash.update(`${line}\n`);
      yield `${line}\n`;
    }
    yield `${JSON.stringify({ lines: count, sha256: hash.digest('hex') })}\n`;
  };
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  try {
    const target = createWriteStream(aside, { mode: 0o600, flush: true });
    await pipeline(Readable.from(sealed()), createGzip(), target);
    await rename(aside, file);
  } finally {
    await rm(aside, { force: true });
  }
  return count;
}

/** Looks a file through to its end: nothing of it may be used before. */
export async function checkSealed(file: string): Promise<Result<void, Failure<'FILE_DAMAGED'>>> {
  const damaged = err(failure('FILE_DAMAGED', { file }));
  const hash = createHash('sha256');
  let count = 0;
  let last: string | undefined;
  try {
    for await (const line of allLines(file)) {
      if (last !== undefined) hash.update(`${last}\n`);
      last = line;
      count += 1;
    }
    const seal = sealSchema.safeParse(JSON.parse(last ?? ''));
    const fits = seal.success && seal.data.lines === count - 1 && seal.data.sha256 === hash.digest('hex');
    return fits ? ok() : damaged;
  } catch {
    return damaged;
  }
}

/** The lines without the seal, of a file that was checked. */
export async function* sealedLines(file: string): AsyncGenerator<string, undefined> {
  let last: string | undefined;
  for await (const line of allLines(file)) {
    if (last !== undefined) yield last;
    last = line;
  }
  return undefined;
}

/** Split at line feeds only: JSON texts may hold the other separators that readers of lines split at. */
async function* allLines(file: string): AsyncGenerator<string, undefined> {
  const unpacked = createGunzip();
  const reading = pipeline(createReadStream(file), unpacked);
  // The loop below sees the same failure.
  reading.catch(() => undefined);
  unpacked.setEncoding('utf8');
  let rest = '';
  for await (const piece of unpacked) {
    const parts = (rest + String(piece)).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  await reading;
  if (rest !== '') yield rest;
  return undefined;
}
