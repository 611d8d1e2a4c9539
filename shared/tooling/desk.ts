import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { buildScreens } from './build-screens.ts';
import { startPart } from './process.ts';

/** `npm run desk -- --data DIR [--port N] [--json]`: one desk on a folder, until Ctrl-C. Its address is one line. */

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
});
const readySchema = z.object({ desk: z.string(), url: z.string() });
const say = (line: string): void => console.error(`lapka: ${line}`);

try {
  if (values.data === undefined) throw new Error('say where the desk keeps its data: --data DIR');
  await buildScreens(say);
  const args = ['--data', path.resolve(values.data), '--port', values.port];
  const desk = await startPart('desk', 'desktop/src/node/main.ts', args);
  const ready = readySchema.parse(desk.ready);
  console.log(values.json ? JSON.stringify(ready) : ready.url);
  const leave = (code: number): void => void desk.stop().then(() => process.exit(code));
  process.once('SIGINT', () => leave(0));
  process.once('SIGTERM', () => leave(0));
  desk.onCrash((reason) => {
    say(reason);
    process.exit(1);
  });
} catch (problem) {
  const sentence = problem instanceof Error ? problem.message : String(problem);
  say(sentence.replace('lapka desk: ', ''));
  process.exitCode = 1;
}
