import { addRxPlugin, type RxDocumentData } from 'rxdb';
import { fillWriteDataForAttachmentsChange, RxDBAttachmentsPlugin } from 'rxdb/plugins/attachments';
import { disableWarnings, RxDBDevModePlugin } from 'rxdb/plugins/dev-mode';
import { RxDBLocalDocumentsPlugin } from 'rxdb/plugins/local-documents';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { wrappedValidateAjvStorage } from 'rxdb/plugins/validate-ajv';
import { afterAll, describe, it } from 'vitest';
import { emptyStore } from '../testing/open-documents.ts';
import { rxdbTestUtils } from '../testing/rxdb-test-utils.ts';
import { sqliteStorage } from './sqlite-storage.ts';

const utils = await rxdbTestUtils();
type Collection = Parameters<Parameters<typeof utils.runReplicationBaseTestSuite>[0]['startReplication']>[0];

disableWarnings();
for (const plugin of [RxDBDevModePlugin, RxDBAttachmentsPlugin, RxDBLocalDocumentsPlugin]) addRxPlugin(plugin);
/** The suite was written for a test runner that has these as globals. */
Object.assign(globalThis, { describe, it });

const store = emptyStore();
const storage = wrappedValidateAjvStorage({ storage: sqliteStorage(store.documents) });
utils.setConfig({
  storage: {
    name: storage.name,
    getStorage: () => storage,
    getPerformanceStorage: () => ({ storage, description: storage.name }),
    hasPersistence: true,
    hasMultiInstance: false,
    hasAttachments: true,
    hasReplication: true,
  },
});

let servers: { readonly plain: Collection; readonly withAttachments: Collection } | undefined;

describe("RxDB's replication suite with this storage on both ends", () => {
  utils.runReplicationBaseTestSuite({
    startReplication: (collection) => replicate(collection, server('plain'), true),
    syncOnce: (collection) => once(collection, server('plain')),
    syncOnceWithAttachments: (collection) => once(collection, server('withAttachments')),
    getAllServerDocs: async () => {
      const { documents } = (await server('plain').storageInstance.getChangedDocumentsSince?.(1000)) ?? {
        documents: [],
      };
      return documents;
    },
    cleanUpServer: async () => {
      await closeServers();
      servers = {
        plain: (await utils.humansCollection.create(0, 'human', false)) as Collection,
        withAttachments: (await utils.humansCollection.createAttachments(0, 'humana', false)) as Collection,
      };
    },
    softDeletes: true,
    isDeleted: ({ _deleted }: { _deleted: boolean }) => _deleted,
    getPrimaryOfServerDoc: ({ passportId }: { passportId: string }) => passportId,
  });
});

afterAll(async () => {
  await closeServers();
  await store.close();
});

function replicate(collection: Collection, remote: Collection, live: boolean): RxReplicationState<unknown, unknown> {
  return replicateRxCollection<unknown, unknown>({
    collection,
    replicationIdentifier: `${remote.database.name}-${remote.name}`,
    live,
    waitForLeadership: false,
    pull: { handler: utils.getPullHandler(remote), stream$: utils.getPullStream(remote), batchSize: 10 },
    push: { handler: pushHandler(remote), batchSize: 10 },
  });
}

/** RxDB's own test handler answers conflicts without the bytes of attachments; a server would send them along. */
function pushHandler(remote: Collection): ReturnType<typeof utils.getPushHandler<unknown>> {
  const push = utils.getPushHandler(remote);
  return async (rows) => {
    const conflicts = (await push(rows)) as RxDocumentData<unknown>[];
    const { primaryPath, jsonSchema } = remote.schema;
    if (jsonSchema.attachments === undefined) return conflicts;
    return Promise.all(
      conflicts.map((conflict) => fillWriteDataForAttachmentsChange(primaryPath, remote.storageInstance, conflict)),
    );
  };
}

async function once(collection: Collection, remote: Collection): Promise<void> {
  const state = replicate(collection, remote, false);
  utils.ensureReplicationHasNoErrors(state);
  await state.awaitInitialReplication();
}

function server(kind: 'plain' | 'withAttachments'): Collection {
  if (servers === undefined) throw new Error('the suite asked for its server before it cleaned it up');
  return servers[kind];
}

async function closeServers(): Promise<void> {
  await servers?.plain.database.close();
  await servers?.withAttachments.database.close();
}
