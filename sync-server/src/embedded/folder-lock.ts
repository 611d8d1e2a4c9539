import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { isSignerAlive, ownSignature } from './living-process.ts';

export type Unlock = () => void;

const patience = 60_000;
const free = 'free';

/**
 * Lets one process at a time work in a folder; the death of the holder sets it free.
 *
 * The lock is a row of numbered files, of which the highest counts. Whoever finds it free, or its holder dead, creates
 * the next number, and only one can. A number never becomes held again, so a slow observer cannot steal a lock that was
 * taken meanwhile: the number it creates is no longer the highest, which it sees and withdraws.
 */
export async function lockFolder(folder: string): Promise<Result<Unlock, EmbeddedFailure>> {
  const locks = join(folder, 'locks');
  mkdirSync(locks, { recursive: true, mode: 0o700 });
  const deadline = performance.now() + patience;
  for (;;) {
    const highest = highestLock(locks);
    const holder = highest === 0 ? free : holderOf(locks, highest);
    const unlock = isFree(holder) ? take(locks, highest + 1) : undefined;
    if (unlock !== undefined) return ok(unlock);
    if (performance.now() > deadline) {
      return err(failure('EMBEDDED_BUSY', { process: holder, file: join(locks, String(highest)) }));
    }
    await delay(20);
  }
}

function highestLock(locks: string): number {
  return Math.max(0, ...readdirSync(locks).map(Number).filter(Number.isInteger));
}

function take(locks: string, number: number): Unlock | undefined {
  const file = join(locks, String(number));
  try {
    writeFileSync(file, ownSignature(), { flag: 'wx', mode: 0o600 });
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'EEXIST') return undefined;
    throw problem;
  }
  if (highestLock(locks) > number) {
    rmSync(file, { force: true });
    return undefined;
  }
  for (const older of readdirSync(locks)) {
    if (Number(older) < number) rmSync(join(locks, older), { force: true });
  }
  return () => writeFileSync(file, free);
}

function holderOf(locks: string, number: number): string {
  try {
    const file = join(locks, String(number));
    const text = readFileSync(file, 'utf8');
    // Created and not yet filled: its writer is at work, or died between the two steps.
    if (text === '' && Date.now() - statSync(file).mtimeMs > 5_000) return free;
    return text;
  } catch (problem) {
    // Removed by the holder of a higher number.
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return '';
    throw problem;
  }
}

function isFree(holder: string): boolean {
  return holder === free || (holder !== '' && !isSignerAlive(holder));
}
