import type { FileKey } from '../../src/node/store/file/driver.ts';
import { openClinicDatabase } from '../../src/node/store/clinic-database.ts';
import { note, testCollections } from '../../src/node/store/testing/notes.ts';
import { storeIn } from '../../src/node/store/testing/open-documents.ts';
import { replicateCopies } from '../chaos/replicate-copies.ts';
import { temporaryFolder } from '../chaos/temporary-folder.ts';
import { rounded, timed } from './measure.ts';

export interface FirstSync {
  readonly documents: number;
  readonly perSecond: number;
}

/** The first filling of a desk through RxDB's replication, with what it remembers for pushing; the network left out. */
export async function firstSync(count: number, key: FileKey | undefined): Promise<FirstSync> {
  using folder = temporaryFolder();
  const store = await storeIn(folder.path, { key, collections: testCollections });
  const database = await openClinicDatabase(store, testCollections);
  const documents = Array.from({ length: count }, (_, number) => note(number));
  const milliseconds = await timed(() => replicateCopies(database, documents));
  await database.close();
  await store.close();
  return { documents: count, perSecond: rounded((count / milliseconds) * 1000, 0) };
}
