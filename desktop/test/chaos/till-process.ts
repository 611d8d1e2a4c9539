import { writeSync } from 'node:fs';
import { setImmediate as turn, setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { countOf, openTill, sell } from './till.ts';

/**
 * A desk that sells until it is stopped: `--folder DIR`. It writes the number of each sale to its standard output once it
 * is saved, and repeats a sale whose saving failed. `state` lines tell when the store's state changes.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    sales: { type: 'string' },
    /** NORMAL breaks the store's promise on purpose, to show that it would be noticed. */
    synchronous: { type: 'string' },
    ballast: { type: 'string' },
  },
});

const opened = await openTill(values.folder ?? '', { ballastBytes: Number(values.ballast ?? 0) });
if (!opened.ok) throw new Error(`the till did not open: ${opened.error.code}`);
const store = opened.value;
if (values.synchronous !== undefined) store.documents.file.pragma(`synchronous = ${values.synchronous}`);
const first = store.read(countOf) + 1;
const last = first + Number(values.sales ?? Infinity);
writeSync(1, `open ${first}\n`);
let state = 'READY';
for (let number = first; number < last; number++) {
  for (let saved = false; !saved;) {
    const outcome = sell(store, number);
    saved = outcome.ok;
    const now = store.health().state;
    if (now !== state) writeSync(1, `state ${now}\n`);
    state = now;
    if (!saved) await delay(5);
  }
  writeSync(1, `${number}\n`);
  await turn();
}
writeSync(1, 'done\n');
await store.close();
