import { Readable } from 'node:stream';
import type { BlobStore } from '../blob-store.ts';
import { checkedBytes, mismatchAsAnswer } from '../blobs/checked-bytes.ts';

export function memoryBlobs(): BlobStore {
  const kept = new Map<string, Buffer>();
  return {
    put: (name, expected, bytes) =>
      mismatchAsAnswer(
        (async () => {
          const pieces: Uint8Array[] = [];
          for await (const piece of checkedBytes(bytes, expected)) pieces.push(Uint8Array.from(piece));
          kept.set(name, Buffer.concat(pieces));
        })(),
      ),
    read: async (name, range) => {
      const bytes = kept.get(name);
      if (bytes === undefined) return undefined;
      const part = range === undefined ? bytes : bytes.subarray(range.first, range.last + 1);
      return Readable.from(part.length === 0 ? [] : [part]);
    },
    size: async (name) => kept.get(name)?.length,
    remove: async (name) => void kept.delete(name),
    list: async function* (prefix) {
      yield* [...kept.keys()].filter((name) => name.startsWith(prefix)).toSorted();
    },
    check: async () => undefined,
  };
}
