import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import type { Closable } from '../../src/base/disposal.ts';
import { NotProvided } from './service.ts';

export interface BackgroundOptions {
  readonly cwd: string;
  /** Its output holds this once it serves; undefined when `isReady` tells. */
  readonly readyWhenSaid?: string;
  readonly isReady?: () => Promise<boolean>;
}

/** Starts a program that stays, waits until it serves, and ends it on closing or with us. */
export async function startInBackground(
  program: string,
  args: readonly string[],
  { cwd, readyWhenSaid, isReady }: BackgroundOptions,
): Promise<Closable> {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('error', (problem) => (output += problem.message));
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const close = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
  };
  for (const deadline = Date.now() + 60_000; ; await wait(100)) {
    if (readyWhenSaid === undefined ? await isReady?.() : output.includes(readyWhenSaid)) return { close };
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new NotProvided(`${program} did not start: ${output.trim().split('\n').at(-1)}`);
    }
  }
}
