import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.ts';

interface Screens {
  readonly name: string;
  readonly config: string;
  readonly output: string;
  /** What it is built from. */
  readonly sources: readonly string[];
}

const all: readonly Screens[] = [
  {
    name: 'the desk',
    config: 'desktop/vite.config.ts',
    output: 'desktop/out/ui',
    sources: ['desktop/src/ui/**/*', 'shared/src/**/*.ts', 'package-lock.json', 'desktop/vite.config.ts'],
  },
  {
    name: "the owners' pages",
    config: 'sync-server/vite.config.ts',
    output: 'sync-server/out/portal',
    sources: ['sync-server/portal/**/*', 'shared/src/**/*.ts', 'package-lock.json', 'sync-server/vite.config.ts'],
  },
];

/** Builds the screens whose sources have changed since they were built last. Throws with the builder's own words. */
export async function buildScreens(say: (line: string) => void): Promise<void> {
  for (const screens of all) {
    const wanted = hashOf(screens.sources);
    const mark = path.join(root, screens.output, '.built-from');
    if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) continue;
    say(`building ${screens.name} …`);
    const built = await run('vite', ['build', '-c', screens.config, '--logLevel', 'warn']);
    if (built.code !== 0) throw new Error(`${screens.name} could not be built:\n${built.output}`);
    mkdirSync(path.dirname(mark), { recursive: true });
    writeFileSync(mark, wanted);
  }
}

function hashOf(patterns: readonly string[]): string {
  const hash = createHash('sha256');
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }));
  for (const file of files
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted()) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}
