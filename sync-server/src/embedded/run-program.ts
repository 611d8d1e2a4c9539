import { spawn } from 'node:child_process';
import type { SystemUser } from './system-user.ts';

export interface ProgramRun {
  /** Null when the program could not be started or was killed. */
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * Runs a program to its end. It sees none of our environment: a PGDATA or a LANG without its locale would change what
 * Postgres does. `leavesChildren` keeps no pipe to it, because a child that stays would hold the pipe open for ever.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  user: SystemUser,
  leavesChildren = false,
): Promise<ProgramRun> {
  const { promise, resolve } = Promise.withResolvers<ProgramRun>();
  const pipe = leavesChildren ? 'ignore' : 'pipe';
  const child = spawn(file, args, {
    ...user.ids,
    // The folder we stand in may be closed to that user.
    ...(user.ids.uid === undefined ? {} : { cwd: '/' }),
    env: { LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', pipe, pipe],
    windowsHide: true,
  });
  const chunks: Buffer[] = [];
  const collect = (chunk: Buffer): void => void chunks.push(chunk);
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  child.on('error', (failure) => resolve({ exitCode: null, output: failure.message }));
  child.on('close', (exitCode) => resolve({ exitCode, output: Buffer.concat(chunks).toString('utf8').trim() }));
  return promise;
}
