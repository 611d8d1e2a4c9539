import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClusterFolder } from './cluster-folder.ts';
import type { SystemUser } from './system-user.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const us: SystemUser = { ids: {}, give() {}, canReach: () => true };
const shutOut = (closed: string): SystemUser => ({ ...us, canReach: (path) => !path.startsWith(closed) });

function homeOf(dataDir: string, user: SystemUser): string {
  const opened = openClusterFolder(dataDir, user, join(folder, 'elsewhere'));
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value.home;
}

describe('the folder of a cluster', () => {
  it('is the one that was asked for where the user of Postgres can reach it', () => {
    expect(homeOf(join(folder, 'data'), us)).toBe(join(folder, 'data'));
  });

  it('is elsewhere when the asked-for one lies in a closed home, and stays there once the home is opened', () => {
    const closed = join(folder, 'home');
    const moved = homeOf(join(closed, 'data'), shutOut(closed));
    expect(moved.startsWith(join(folder, 'elsewhere'))).toBe(true);
    expect(homeOf(join(closed, 'data'), us)).toBe(moved);
  });

  it('never moves away from a cluster that exists', () => {
    const closed = join(folder, 'home');
    mkdirSync(join(closed, 'data', 'cluster'), { recursive: true });
    const opened = openClusterFolder(join(closed, 'data'), shutOut(closed), join(folder, 'elsewhere'));
    expect(opened).toMatchObject({ ok: false, error: { code: 'EMBEDDED_FOLDER_UNUSABLE' } });
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});
