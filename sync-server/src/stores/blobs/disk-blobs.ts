import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { BlobsUnavailable, type BlobStore } from '../blob-store.ts';
import { checkedBytes, mismatchAsAnswer } from './checked-bytes.ts';

/** Bytes as files of a folder. What is being written lies beside the others under a name that no blob has. */
export function diskBlobs(folder: string): BlobStore {
  const fileOf = (name: string): string => path.join(folder, ...name.split('/'));
  return {
    put: (name, expected, bytes) => mismatchAsAnswer(write(fileOf(name), checkedBytes(bytes, expected))),
    read: (name, range) => readFrom(fileOf(name), range && { start: range.first, end: range.last }),
    size: async (name) => (await unlessMissing(stat(fileOf(name))))?.size,
    remove: (name) => rm(fileOf(name), { force: true }),
    list: (prefix) => namesBelow(folder, prefix),
    check: async () => {
      await expecting(mkdir(folder, { recursive: true, mode: 0o700 }));
      await expecting(access(folder, constants.W_OK));
    },
  };
}

/** Written aside, flushed, then moved to its place: after a power cut it is whole or not there. */
async function write(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const folder = path.dirname(file);
  const aside = `${file}.${randomUUID()}.new`;
  await expecting(mkdir(folder, { recursive: true, mode: 0o700 }));
  try {
    const handle = await expecting(open(aside, 'wx', 0o600));
    try {
      for await (const piece of bytes) await expecting(handle.write(piece));
      await expecting(handle.sync());
    } finally {
      await handle.close();
    }
    await expecting(rename(aside, file));
    await flushFolder(folder);
  } finally {
    await rm(aside, { force: true });
  }
}

/** Makes the new name durable; Windows does so by itself and opens no folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await expecting(open(folder));
  try {
    await expecting(handle.sync());
  } finally {
    await handle.close();
  }
}

async function readFrom(
  file: string,
  range: { start: number; end: number } | undefined,
): Promise<Readable | undefined> {
  const handle = await unlessMissing(open(file));
  return handle && createReadStream('', { ...range, fd: handle });
}

async function* namesBelow(folder: string, prefix: string): AsyncIterable<string> {
  const start = prefix.includes('/') ? prefix.slice(0, prefix.lastIndexOf('/')) : '';
  const entries = await unlessMissing(readdir(path.join(folder, start), { recursive: true, withFileTypes: true }));
  const names = (entries ?? [])
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.new'))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  yield* names.filter((name) => name.startsWith(prefix)).toSorted();
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (problem) {
    if (codeOf(problem) === 'ENOENT') return undefined;
    throw unavailable(problem);
  }
}

async function expecting<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (problem) {
    throw unavailable(problem);
  }
}

/** A full, read-only or failing disk is nothing a caller did: it may be tried again. */
function unavailable(problem: unknown): unknown {
  const isExpected = /^(ENOSPC|EDQUOT|EROFS|EIO|EACCES|EPERM|EMFILE|ENFILE|EBUSY)$/.test(codeOf(problem));
  return isExpected ? new BlobsUnavailable(codeOf(problem), { cause: problem }) : problem;
}

function codeOf(problem: unknown): string {
  return problem instanceof Error && 'code' in problem ? String(problem.code) : '';
}
