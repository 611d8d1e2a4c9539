/** As much of the peers as the benchmark uses; they bring no types of their own. */

declare module 'pouchdb' {
  interface PouchDatabase {
    bulkDocs(documents: readonly object[]): Promise<unknown>;
    info(): Promise<{ readonly doc_count: number }>;
    close(): Promise<void>;
  }
  interface Pouch {
    new (name: string): PouchDatabase;
    defaults(options: { readonly prefix: string }): Pouch;
    replicate(
      from: string | PouchDatabase,
      to: string | PouchDatabase,
      options: { readonly batch_size: number },
    ): Promise<{ readonly docs_written: number }>;
  }
  const pouch: Pouch;
  export = pouch;
}

declare module 'express-pouchdb' {
  import type { RequestListener } from 'node:http';
  import type { Pouch } from 'pouchdb';

  function expressPouch(
    pouch: Pouch,
    options: { readonly mode: 'minimumForPouchDB'; readonly inMemoryConfig: true; readonly logPath: string },
  ): RequestListener;
  export = expressPouch;
}
