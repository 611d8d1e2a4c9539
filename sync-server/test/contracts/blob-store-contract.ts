import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlobStore } from '../../src/stores/blob-store.ts';

export interface OpenedBlobs {
  readonly blobs: BlobStore;
  close(): Promise<void>;
}

/** What every store of bytes promises. */
export function blobStoreContract(driver: string, open: () => Promise<OpenedBlobs>): void {
  describe(`the store of bytes on ${driver}`, () => {
    let opened: OpenedBlobs;
    let blobs: BlobStore;
    beforeAll(async () => {
      opened = await open();
      blobs = opened.blobs;
    });
    afterAll(() => opened.close());

    const expected = (bytes: Buffer) => ({
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const put = (name: string, bytes: Buffer, said = expected(bytes)) => blobs.put(name, said, inPieces(bytes));
    const read = async (name: string, range?: { first: number; last: number }) => {
      const stream = await blobs.read(name, range);
      return stream && (await buffer(stream));
    };

    it('gives back what was put, whole or in part', async () => {
      const name = `files/${randomUUID()}`;
      const bytes = randomBytes(300_000);
      expect(await put(name, bytes)).toBe('STORED');
      expect((await read(name))?.equals(bytes)).toBe(true);
      expect(await blobs.size(name)).toBe(bytes.length);
      for (const [first, last] of [
        [0, 0],
        [1_000, 69_999],
        [299_999, 299_999],
      ] as const) {
        expect((await read(name, { first, last }))?.equals(bytes.subarray(first, last + 1))).toBe(true);
      }
    });

    it('has nothing under a name nobody has put', async () => {
      expect(await read(`files/${randomUUID()}`)).toBeUndefined();
      expect(await blobs.size(`files/${randomUUID()}`)).toBeUndefined();
      await blobs.remove(`files/${randomUUID()}`);
    });

    it('stores nothing when other bytes come than were said: changed, too few, too many', async () => {
      const bytes = randomBytes(200_000);
      const changed = Buffer.from(bytes);
      changed[100_000] = (bytes[100_000] ?? 0) ^ 1;
      for (const wrong of [changed, bytes.subarray(1), Buffer.concat([bytes, bytes]), Buffer.alloc(0)]) {
        const name = `files/${randomUUID()}`;
        expect(await put(name, wrong, expected(bytes))).toBe('MISMATCH');
        expect(await read(name)).toBeUndefined();
      }
    });

    it('keeps what it had when a put of the same name goes wrong or breaks off', async () => {
      const name = `files/${randomUUID()}`;
      const first = randomBytes(1_000);
      await put(name, first);
      expect(await put(name, randomBytes(1_000), expected(randomBytes(1_000)))).toBe('MISMATCH');
      const broken = blobs.put(name, expected(Buffer.alloc(2_000)), breakingOff());
      await expect(broken).rejects.toThrow(Error);
      expect((await read(name))?.equals(first)).toBe(true);
      const second = randomBytes(2_000);
      expect(await put(name, second)).toBe('STORED');
      expect((await read(name))?.equals(second)).toBe(true);
    });

    it('ends with one whole blob when the same is put by many at once', async () => {
      const name = `files/${randomUUID()}`;
      const bytes = randomBytes(50_000);
      const answers = await Promise.all(Array.from({ length: 8 }, () => put(name, bytes)));
      expect(new Set(answers)).toEqual(new Set(['STORED']));
      expect((await read(name))?.equals(bytes)).toBe(true);
    });

    it('lists names in order by how they begin, and forgets removed ones', async () => {
      const folder = `pieces/${randomUUID()}`;
      const names = Array.from({ length: 25 }, (_, index) => `${folder}/a/${String(index).padStart(3, '0')}`);
      for (const name of [...names, `${folder}/b/000`]) await put(name, Buffer.from('x'));
      const list = async (prefix: string) => {
        const found: string[] = [];
        for await (const name of blobs.list(prefix)) found.push(name);
        return found;
      };
      expect(await list(`${folder}/a/`)).toEqual(names);
      expect(await list(`${folder}/`)).toHaveLength(26);
      expect(await list(`${folder}/nothing/`)).toEqual([]);
      await blobs.remove(names[0]!);
      expect(await list(`${folder}/a/`)).toEqual(names.slice(1));
    });

    it('says that it can store', async () => {
      await expect(blobs.check()).resolves.toBeUndefined();
    });
  });
}

async function* inPieces(bytes: Buffer): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 30_000) yield bytes.subarray(start, start + 30_000);
}

async function* breakingOff(): AsyncIterable<Uint8Array> {
  yield Buffer.alloc(500);
  throw new Error('the line broke');
}
