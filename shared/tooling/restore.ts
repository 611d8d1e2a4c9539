import path from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock, systemRandom, systemScheduler } from '../../desktop/src/node/system.ts';
import { startSentence } from '../../desktop/src/node/start-failures.ts';
import { backupsIn } from '../../desktop/src/node/store/backup/backups.ts';
import { storeFolder } from '../../desktop/src/node/store/file/store-folder.ts';
import { storeKey } from '../../desktop/src/node/store/keys/key-ring.ts';
import { nodeWraps } from '../../desktop/src/node/store/keys/node-wraps.ts';
import { rescueStore } from '../../desktop/src/node/store/rescue/rescue-store.ts';
import { createIdMaker } from '../src/base/id.ts';
import { silentLogger } from '../src/base/logger.ts';
import { collections } from '../src/domain/collections.ts';
import desktop from '../../desktop/package.json' with { type: 'json' };

/** `npm run restore -- DATA`: the backups of a desk. With `--backup FILE` or `newest`: its store goes back to that one. */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { backup: { type: 'string' } } });
const [data] = positionals;

if (data === undefined) stop('say which desk: npm run restore -- data/DK-A [--backup newest]');
else if (values.backup === undefined) list(data);
else await restore(data, values.backup);

function list(folder: string): void {
  const backups = backupsIn(storeFolder(folder));
  if (backups.length === 0) return stop(`there are no backups in ${storeFolder(folder).backups}`);
  for (const { at, path: file } of backups) console.log(`${at}  ${file}`);
  console.log('\nGo back to one of them with --backup FILE, or to the first with --backup newest.');
}

async function restore(folder: string, wanted: string): Promise<void> {
  const backup = wanted === 'newest' ? backupsIn(storeFolder(folder))[0]?.path : path.resolve(wanted);
  if (backup === undefined) return stop(`there are no backups in ${storeFolder(folder).backups}`);
  const key = await storeKey(folder, nodeWraps(folder, process.env['LAPKA_PASSPHRASE']));
  if (!key.ok) return stop(startSentence(key.error));
  const clock = systemClock();
  const ids = createIdMaker(clock, systemRandom);
  const parts = { collections, program: desktop.version, clock, scheduler: systemScheduler, ids, logger: silentLogger };
  const restored = rescueStore({ folder, key: key.value, ...parts, backup });
  if (!restored.ok) return stop(startSentence(restored.error));
  const { documents, unsent, missing } = restored.value;
  console.log(`Restored from ${backup}: ${documents} documents, ${unsent} of them changes the server does not have yet.`);
  if (missing.length > 0) console.log(`${missing.length} newer documents come back from the server with the next sync.`);
  console.log(`What was there before is in ${storeFolder(folder).quarantine}.`);
}

function stop(message: string): void {
  console.error(`lapka: ${message}`);
  process.exitCode = 1;
}
