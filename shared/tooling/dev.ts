import { watch } from 'node:fs';
import path from 'node:path';
import { createServer } from 'vite';
import { Releases } from '../src/base/disposal.ts';
import { demoPin, type Product, startProduct } from './product.ts';
import { root } from './run.ts';

/**
 * `npm run dev`: server and desks restart when their sources change, the screens reload by themselves. One terminal,
 * Ctrl-C stops everything.
 */

const say = (line: string): void => console.log(`lapka: ${line}`);
const folder = path.join(root, 'data', 'dev');
const port = 4200;
/** Editors save in several steps; one restart is enough for all of them. */
const quiet = 300;
const sources = ['shared/src', 'sync-server/src', 'sync-server/migrations', 'desktop/src/node'];

const releases = new Releases();
let product: Product = await startProduct({ folder, port, say });
let restarting: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;
releases.add(async () => {
  await restarting;
  await product.close();
});

for (const source of sources) {
  const watcher = watch(path.join(root, source), { recursive: true }, (_event, file) => {
    if (file?.endsWith('.test.ts') === true) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarting = restarting.then(() => restart(`${source}/${file}`)).catch(report);
    }, quiet);
  });
  releases.add(() => watcher.close());
}
releases.add(() => clearTimeout(timer));

const desk = screenServer('desktop/vite.config.ts', 5173, '/bridge', `http://127.0.0.1:${port + 1}`);
const portal = screenServer('sync-server/vite.config.ts', 5174, '/owner', `http://127.0.0.1:${port}`);
await Promise.all([desk, portal]);
say(`desk   http://localhost:5173/   PIN ${demoPin}`);
say(`portal http://localhost:5174/${new URL(product.ownerPage('volkova')).hash}`);

const leave = (): void => void releases.close().then(() => process.exit(0), report);
process.once('SIGINT', leave);
process.once('SIGTERM', leave);

async function restart(changed: string): Promise<void> {
  say(`${changed} changed, restarting …`);
  await product.close();
  product = await startProduct({ folder, port, say: () => {} });
  say('running again.');
}

/** Serves one screen with hot reload; its socket goes on to the part that answers it, as if the page came from there. */
async function screenServer(configFile: string, screenPort: number, socket: string, target: string): Promise<void> {
  const server = await createServer({
    configFile: path.join(root, configFile),
    server: {
      port: screenPort,
      strictPort: true,
      proxy: { [`^${socket}$`]: { target, ws: true, changeOrigin: true, headers: { origin: target } } },
    },
    logLevel: 'warn',
  });
  await server.listen();
  releases.add(() => server.close());
}

/** A mistake in the source keeps what runs from starting; the next change tries again. */
function report(problem: unknown): void {
  say(problem instanceof Error ? problem.message : String(problem));
}
