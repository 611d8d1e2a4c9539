import { Releases } from '@lapka/shared/base/disposal.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runChild, startChild } from './child-run.ts';
import type { PouchRun, PouchTask } from './pouch-process.ts';

/** One run of the peer: a server with so many documents, and a client that does what it is told, each in its process. */
export async function pouchRun(filled: number, taskOf: (url: string, folder: string) => PouchTask): Promise<PouchRun> {
  const releases = new Releases();
  const folderOf = () => releases.use(temporaryFolder()).path;
  try {
    const serving: PouchTask = { role: 'SERVER', folder: folderOf(), documents: filled };
    const server = releases.use(await startChild<{ readonly url: string }>('./pouch-process.ts', serving));
    return await runChild<PouchRun>('./pouch-process.ts', taskOf(server.answer.url, folderOf()));
  } finally {
    await releases.close();
  }
}
