import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import expressPouch from 'express-pouchdb';
import Pouch from 'pouchdb';
import { z } from 'zod';
import { benchDocuments } from './bench-clinic.ts';

/** PouchDB on LevelDB, the peer: as a server behind express-pouchdb, or as a client that pulls or pushes everything. */

const taskSchema = z.discriminatedUnion('role', [
  z.object({ role: z.literal('SERVER'), folder: z.string(), documents: z.int() }),
  z.object({ role: z.literal('PULL'), folder: z.string(), url: z.string() }),
  z.object({ role: z.literal('PUSH'), folder: z.string(), url: z.string(), documents: z.int(), prefix: z.string() }),
]);
export type PouchTask = z.input<typeof taskSchema>;

export interface PouchRun {
  readonly milliseconds: number;
  readonly documents: number;
}

const batch = { batch_size: 1000 };

const task = taskSchema.parse(JSON.parse(process.argv[2] ?? ''));
switch (task.role) {
  case 'SERVER':
    process.send?.({ url: await serve(task.folder, task.documents) });
    process.once('disconnect', () => process.exit(0));
    break;
  case 'PULL':
    process.send?.(await timed(() => Pouch.replicate(task.url, path.join(task.folder, 'local'), batch)));
    process.disconnect();
    break;
  case 'PUSH': {
    const local = new Pouch(path.join(task.folder, 'local'));
    await fill(local, task.documents, task.prefix);
    process.send?.(await timed(() => Pouch.replicate(local, task.url, batch)));
    await local.close();
    process.disconnect();
  }
}

async function serve(folder: string, documents: number): Promise<string> {
  const here = Pouch.defaults({ prefix: `${folder}/` });
  await fill(new here('clinic'), documents, 'a');
  const app = expressPouch(here, {
    mode: 'minimumForPouchDB',
    inMemoryConfig: true,
    logPath: path.join(folder, 'log.txt'),
  });
  const http = createServer(app);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address: AddressInfo | string | null = http.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}/clinic`;
}

async function fill(database: InstanceType<typeof Pouch>, count: number, prefix: string): Promise<void> {
  const documents = benchDocuments(count, prefix).map(({ document }) => ({ _id: document.id, ...document }));
  for (let from = 0; from < count; from += 5000) await database.bulkDocs(documents.slice(from, from + 5000));
}

async function timed(replicate: () => Promise<{ readonly docs_written: number }>): Promise<PouchRun> {
  const started = performance.now();
  const { docs_written: documents } = await replicate();
  return { milliseconds: performance.now() - started, documents };
}
