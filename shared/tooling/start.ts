import { rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { addDays } from '../src/base/civil-date.ts';
import { firstInstantOf, wallMomentAt, wallTime } from '../src/base/wall-time.ts';
import { zone } from '../src/base/zone.ts';
import { mostBranches } from '../src/demo/demo-options.ts';
import { buildScreens } from './build-screens.ts';
import { addresses, cardOf } from './card.ts';
import { demoNow, demoOf, type DemoState, moveDemoClock } from './demo-folder.ts';
import { openInBrowser } from './open-in-browser.ts';
import { type Product, startProduct } from './product.ts';
import { root } from './run.ts';

/**
 * `npm start`: the demo clinic on this PC, until Ctrl-C. `--fresh` begins anew, `--no-open` opens no window, `--json`
 * prints one line with all addresses, `--port N`, `--scale 1..10` and `--language ru|en` say what they say.
 */

const options = {
  port: { type: 'string', default: '4100' },
  scale: { type: 'string', default: '1' },
  language: { type: 'string', default: 'ru' },
  folder: { type: 'string', default: path.join(root, 'data') },
  fresh: { type: 'boolean', default: false },
  'no-open': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;
const say = (line: string): void => console.error(`lapka: ${line}`);
const moscow = zone('Europe/Moscow');

try {
  const { values } = parseArgs({ options });
  const { port, scale, language } = checked(values);
  if (values.fresh) rmSync(values.folder, { recursive: true, force: true });
  await buildScreens(say);
  let demo = demoOf(values.folder, { scale, language });
  const product = await startProduct({ folder: values.folder, port, say, demo });
  if (values.json) console.log(JSON.stringify(addresses(product, demo)));
  else console.log(cardOf(product, demo));
  if (!values['no-open'] && !values.json) say(openInBrowser(product.desks[0]?.url ?? ''));
  let isLeaving = false;
  const leave = (code: number): void => {
    if (isLeaving) return;
    isLeaving = true;
    void product.close().then(() => process.exit(code));
  };
  process.once('SIGINT', () => leave(0));
  process.once('SIGTERM', () => leave(0));
  product.onCrash((reason) => {
    say(reason);
    leave(1);
  });
  let isPlugged = true;
  createInterface({ input: process.stdin }).on('line', (line) => {
    switch (line.trim().toLowerCase()) {
      case 'o':
        isPlugged = !isPlugged;
        product.desks[0]?.part.tell({ cable: isPlugged });
        say(isPlugged ? 'desk DK-A has the internet again' : 'desk DK-A is without the internet');
        return;
      case 't':
        demo = moveToNextReminder(product, demo, values.folder);
        return;
      case 'q':
        leave(0);
        return;
      default:
        say('o + Enter: internet of desk DK-A, t: next reminder, q: quit');
    }
  });
} catch (problem) {
  say(sentence(problem));
  process.exitCode = 1;
}

function checked(values: { port: string; scale: string; language: string }) {
  const [port, scale] = [Number(values.port), Number(values.scale)];
  if (!Number.isInteger(port) || port < 0 || port > 65_000) throw new Error(`--port ${values.port} is not a port`);
  if (!Number.isInteger(scale) || scale < 1 || scale > mostBranches) throw new Error(`--scale is 1 to ${mostBranches}`);
  if (values.language !== 'ru' && values.language !== 'en') throw new Error('--language is ru or en');
  return { port, scale, language: values.language } as const;
}

/** Reminders go out at ten: the clock of the server and of both desks moves to the next ten o'clock. */
function moveToNextReminder(product: Product, demo: DemoState, folder: string): DemoState {
  const { date, time } = wallMomentAt(demoNow(demo), moscow);
  const day = time < '10:00' ? date : addDays(date, 1);
  const clock = firstInstantOf({ date: day, time: wallTime('10:00'), zone: moscow });
  for (const part of [product.server, ...product.desks.map((desk) => desk.part)]) part.tell({ clock });
  say(`it is ${day} 10:00 in the demo`);
  return moveDemoClock(folder, demo, clock);
}

function sentence(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  const code = 'code' in problem ? problem.code : undefined;
  if (code === 'ENOSPC') return 'the disk is full: make room and run the same command again';
  return problem.message;
}
