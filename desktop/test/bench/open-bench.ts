import { statSync } from 'node:fs';
import type { FileKey } from '../../src/node/store/file/driver.ts';
import { storeFolder } from '../../src/node/store/file/store-folder.ts';
import { note, notes, ownerId, testCollections } from '../../src/node/store/testing/notes.ts';
import { storeIn } from '../../src/node/store/testing/open-documents.ts';
import { temporaryFolder } from '../chaos/temporary-folder.ts';
import { median, rounded, timed } from './measure.ts';

export interface OpenBench {
  readonly megabytes: number;
  /** From nothing to the answer of a first question that uses an index. */
  readonly openMs: number;
}

/** Opens a large store the way a desk does in the morning. */
export async function openBench(megabytes: number, key: FileKey | undefined): Promise<OpenBench> {
  using folder = temporaryFolder();
  const filling = await storeIn(folder.path, { key, collections: testCollections });
  const text = 'x'.repeat(2000);
  for (let number = 0; number < megabytes * 340; number += 500) {
    filling.transact((tx) => {
      for (let one = number; one < number + 500; one++) tx.put(notes, note(one, { text, kind: `KIND_${one % 9}` }));
    });
  }
  filling.read((reader) => reader.search('x'));
  // Nothing waits to be sent: a desk of this size has been connected.
  filling.documents.file.execute('UPDATE d100 SET local = 0');
  await filling.close();
  const samples: number[] = [];
  for (let round = 0; round < 5; round++) {
    samples.push(
      await timed(async () => {
        const store = await storeIn(folder.path, { key, collections: testCollections });
        store.read((reader) => reader.find(notes, { where: { owner: ownerId(3) }, limit: 20 }));
        await store.close();
      }),
    );
  }
  return {
    megabytes: Math.round(statSync(storeFolder(folder.path).database).size / 1_000_000),
    openMs: rounded(median(samples), 0),
  };
}
