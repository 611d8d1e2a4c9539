import { Worker } from 'node:worker_threads';
import type { FileKey } from '../file/driver.ts';

/** A look at the whole file, which takes seconds where it is large. */
export type MaintenanceJob =
  | {
      readonly kind: 'BACKUP';
      readonly database: string;
      readonly key: FileKey | undefined;
      readonly target: string;
    }
  | {
      readonly kind: 'CHECK';
      readonly database: string;
      readonly key: FileKey | undefined;
      /** Whether indexes are compared with their tables too. */
      readonly thorough: boolean;
    };

export type JobDone =
  | { readonly kind: 'WHOLE' }
  /** A page is not what was written. */
  | { readonly kind: 'DAMAGED'; readonly reason: string }
  /** The job could not be done: no room, no file. It says nothing about the database. */
  | { readonly kind: 'FAILED'; readonly reason: string };

/** Where the worker's program lies; a bundle has it elsewhere than the sources. */
const ownWorker = new URL('./maintenance-worker.ts', import.meta.url);

/** Does a job in a thread of its own. */
export async function maintain(job: MaintenanceJob, program: URL = ownWorker): Promise<JobDone> {
  const worker = new Worker(program, { workerData: job });
  try {
    return await new Promise<JobDone>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => resolve({ kind: 'FAILED', reason: `the worker ended with ${code}` }));
    });
  } finally {
    await worker.terminate();
  }
}
