import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function lock() {
  const locked = await lockFolder(folder);
  if (!locked.ok) throw new Error(locked.error.code);
  return locked.value;
}

const leave = (name: string, note: string) => {
  mkdirSync(join(folder, 'locks'), { recursive: true });
  writeFileSync(join(folder, 'locks', name), note);
};

describe('the lock of a folder', () => {
  it('lets in one at a time, in some order all of them', async () => {
    let inside = 0;
    let most = 0;
    const visit = async () => {
      const unlock = await lock();
      most = Math.max(most, ++inside);
      await turn();
      inside -= 1;
      unlock();
    };
    await Promise.all(Array.from({ length: 20 }, visit));
    expect(most).toBe(1);
    expect(readdirSync(join(folder, 'locks'))).toEqual(['20']);
  });

  it('is free again when its holder has died', async () => {
    leave('3', JSON.stringify({ pid: 999_999_999, started: 1, written: Date.now() }));
    (await lock())();
    expect(readdirSync(join(folder, 'locks'))).toEqual(['4']);
  });

  it('is free again when the number of its dead holder is that of a process started after it', async () => {
    leave('3', JSON.stringify({ pid: process.pid, started: 1, written: Date.now() }));
    (await lock())();
    leave('9', JSON.stringify({ pid: process.ppid, started: 1, written: 1 }));
    (await lock())();
    expect(readdirSync(join(folder, 'locks'))).toEqual(['10']);
  });
});
