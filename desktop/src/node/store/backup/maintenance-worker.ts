import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { contentOf } from '../file/content.ts';
import { connect, type FileKey } from '../file/driver.ts';
import { faultBehind } from '../file/fault.ts';
import { moveFile, removeDatabase } from '../file/store-folder.ts';
import type { JobDone, MaintenanceJob } from './maintenance.ts';

/** Runs one long look at the file in a thread of its own, on its own connection, while the store goes on working. */
function run(job: MaintenanceJob): JobDone {
  try {
    return job.kind === 'BACKUP' ? backUp(job) : check(job.database, job.key, job.thorough);
  } catch (error) {
    return failed(error);
  }
}

/** The copy becomes a backup only when it was opened with the key and found whole. */
function backUp({ database, key, target }: Extract<MaintenanceJob, { kind: 'BACKUP' }>): JobDone {
  const temporary = `${target}.new`;
  mkdirSync(dirname(target), { recursive: true });
  removeDatabase(temporary);
  const source = connect(database, { key, mustExist: true, readOnly: true });
  try {
    source.exec(`VACUUM INTO '${temporary.replaceAll("'", "''")}'`);
  } finally {
    source.close();
  }
  const checked = check(temporary, key, true);
  // A copy that came out wrong says nothing about what it was made of.
  if (checked.kind !== 'WHOLE') return { kind: 'FAILED', reason: `the copy: ${checked.reason}` };
  const content = contentOf(temporary, key);
  if (content.kind !== 'OURS') return { kind: 'FAILED', reason: `the copy is ${content.kind}` };
  const file = openSync(temporary, 'r+');
  fsyncSync(file);
  closeSync(file);
  moveFile(temporary, target);
  return { kind: 'WHOLE' };
}

function check(database: string, key: FileKey | undefined, thorough: boolean): JobDone {
  const connection = connect(database, { key, mustExist: true, readOnly: true });
  try {
    const found = connection.pragma(thorough ? 'integrity_check' : 'quick_check');
    return found === 'ok' ? { kind: 'WHOLE' } : { kind: 'DAMAGED', reason: String(found) };
  } catch (error) {
    return failed(error);
  } finally {
    connection.close();
  }
}

function failed(error: unknown): JobDone {
  const kind = faultBehind(error)?.fault === 'DAMAGED' ? 'DAMAGED' : 'FAILED';
  return { kind, reason: String(error) };
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion, unicorn/require-post-message-target-origin -- a thread
parentPort?.postMessage(run(workerData as MaintenanceJob));
