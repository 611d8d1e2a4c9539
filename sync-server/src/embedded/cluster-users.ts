import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isSignerAlive, ownSignature } from './living-process.ts';

/**
 * The servers that use one cluster, a file for each: several of one machine may share it, and only the last one out may
 * stop it. Call these under the folder's lock.
 */
export function enterCluster(home: string): string {
  const servers = join(home, 'servers');
  mkdirSync(servers, { recursive: true, mode: 0o700 });
  const file = join(servers, randomUUID());
  writeFileSync(file, ownSignature(), { mode: 0o600 });
  return file;
}

/** Whether nobody is left. Files of dead servers are swept out. */
export function leaveCluster(home: string, file: string): boolean {
  rmSync(file, { force: true });
  const servers = join(home, 'servers');
  const files = readdirSync(servers).map((name) => join(servers, name));
  const gone = files.filter((file) => !isSignerAlive(readFileSync(file, 'utf8')));
  for (const file of gone) rmSync(file, { force: true });
  return gone.length === files.length;
}
