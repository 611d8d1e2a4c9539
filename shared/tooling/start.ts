import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildScreens } from './build-screens.ts';
import { demoPin, type Product, startProduct } from './product.ts';
import { root } from './run.ts';

/** `npm start`: the product with a small clinic, until Ctrl-C. */

const { values } = parseArgs({
  options: { port: { type: 'string', default: '4100' }, json: { type: 'boolean', default: false } },
});
const say = (line: string): void => console.error(`lapka: ${line}`);
const port = Number(values.port);

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_000) throw new Error(`--port ${values.port} is not a port`);
  await buildScreens(say);
  const product = await startProduct({ folder: path.join(root, 'data'), port, say });
  if (values.json) console.log(JSON.stringify(addresses(product)));
  else printCard(product);
  const leave = (code: number): void => void product.close().then(() => process.exit(code));
  process.once('SIGINT', () => leave(0));
  process.once('SIGTERM', () => leave(0));
  product.onCrash((reason) => {
    say(reason);
    leave(1);
  });
} catch (problem) {
  say(problem instanceof Error ? problem.message : String(problem));
  process.exitCode = 1;
}

function addresses(product: Product) {
  return {
    server: product.serverUrl,
    desks: product.desks.map(({ name, url }) => ({ name, url })),
    owner: product.ownerPage('volkova'),
    pin: demoPin,
  };
}

function printCard(product: Product): void {
  const lines = [
    '',
    ...product.desks.map(({ name, url }) => `  ${name}   ${url}`),
    `  owner  ${product.ownerPage('volkova')}`,
    '',
    `  Sign in as anybody with PIN ${demoPin}. F4 books, F10 vaccinates, F12 locks. Ctrl-C stops everything.`,
    '',
  ];
  console.log(lines.join('\n'));
}
