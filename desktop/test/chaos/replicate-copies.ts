import { replicateRxCollection } from 'rxdb/plugins/replication';
import type { ClinicDatabase } from '../../src/node/store/clinic-database.ts';
import { replicationIdentifierOf } from '../../src/node/store/documents/replication-memory.ts';
import type { PlainDocument } from '../../src/node/store/documents/stored-document.ts';

/** Pulls documents into the collection of notes as if a server had them, and takes note that nothing is to be sent. */
export async function replicateCopies(database: ClinicDatabase, documents: readonly object[]): Promise<void> {
  const collection = database.collections.get('inbox');
  if (collection === undefined) throw new Error('there is no collection of notes');
  const state = replicateRxCollection<PlainDocument, { at: number }>({
    collection,
    replicationIdentifier: replicationIdentifierOf('inbox'),
    live: false,
    waitForLeadership: false,
    pull: {
      batchSize: 1000,
      handler: async (last, size) => {
        const from = last?.at ?? 0;
        const page = documents.slice(from, from + size).map((document) => ({ ...document, _deleted: false }));
        return { documents: page, checkpoint: { at: from + page.length } };
      },
    },
    push: { batchSize: 1000, handler: async () => [] },
  });
  await state.awaitInitialReplication();
  await state.awaitInSync();
  await state.cancel();
}
