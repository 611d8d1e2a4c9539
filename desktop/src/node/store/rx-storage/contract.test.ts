import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { emptyStore } from '../testing/open-documents.ts';
import { storageContract } from '../testing/storage-contract.ts';
import { sqliteStorage } from './sqlite-storage.ts';

storageContract({
  name: 'SQLite',
  open() {
    const store = emptyStore();
    return { storage: sqliteStorage(store.documents), close: () => store.close() };
  },
});

storageContract({
  name: "RxDB's memory storage",
  open() {
    const storage = getRxStorageMemory();
    storage.collectionStates.clear();
    return { storage, close: async () => {} };
  },
});
