import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BlobsUnavailable } from '../../src/stores/blob-store.ts';
import { diskBlobs } from '../../src/stores/blobs/disk-blobs.ts';
import { s3Blobs } from '../../src/stores/blobs/s3-blobs.ts';
import { memoryBlobs } from '../../src/stores/memory/memory-blobs.ts';
import { blobStoreContract } from '../contracts/blob-store-contract.ts';
import { s3Server } from '../support/s3-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

blobStoreContract('memory', async () => ({ blobs: memoryBlobs(), close: () => Promise.resolve() }));

blobStoreContract('a disk', async () => {
  const folder = temporaryFolder();
  return { blobs: diskBlobs(path.join(folder.path, 'files')), close: () => folder.close() };
});

blobStoreContract('an S3 store', async () => {
  const server = await s3Server();
  return { blobs: s3Blobs(server.options), close: () => server.close() };
});

const hello = { size: 5, sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824' };
async function* helloBytes(): AsyncIterable<Uint8Array> {
  yield Buffer.from('hello');
}

describe('the store of bytes on a disk', () => {
  it('leaves nothing beside the blobs, whatever went wrong', async () => {
    const folder = temporaryFolder();
    const blobs = diskBlobs(folder.path);
    await blobs.put('a/b', hello, helloBytes());
    await blobs.put('a/b', { ...hello, size: 6 }, helloBytes());
    await expect(blobs.put('a/b', hello, failing())).rejects.toThrow('broken');
    expect(readdirSync(path.join(folder.path, 'a'))).toEqual(['b']);
    await folder.close();
  });
});

describe('the store of bytes on S3', () => {
  it('is away when the store is, and when the key is not the right one', async () => {
    const server = await s3Server();
    const blobs = s3Blobs(server.options);
    const stranger = s3Blobs({ ...server.options, secretKey: 'not the right one' });
    await expect(stranger.put('a', hello, helloBytes())).rejects.toThrow(BlobsUnavailable);
    await expect(stranger.read('a')).rejects.toThrow('403');
    server.goAway(true);
    await expect(blobs.put('a', hello, helloBytes())).rejects.toThrow(BlobsUnavailable);
    await expect(blobs.check()).rejects.toThrow(BlobsUnavailable);
    server.goAway(false);
    expect(await blobs.put('a', hello, helloBytes())).toBe('STORED');
    await server.close();
    await expect(blobs.read('a')).rejects.toThrow(BlobsUnavailable);
  });
});

async function* failing(): AsyncIterable<Uint8Array> {
  yield Buffer.from('he');
  throw new Error('broken');
}
