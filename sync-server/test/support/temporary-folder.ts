import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Closable } from '@lapka/shared/base/disposal.ts';

const scratch = fileURLToPath(new URL('../../../.tmp', import.meta.url));

/** A folder inside the project, so that an unprivileged Postgres can reach it, removed on closing. */
export function temporaryFolder(): Closable & { readonly path: string } {
  mkdirSync(scratch, { recursive: true });
  const path = mkdtempSync(join(scratch, 'test '));
  chmodSync(path, 0o755);
  return { path, close: () => Promise.resolve(rmSync(path, { recursive: true, force: true })) };
}
