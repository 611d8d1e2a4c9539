import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Closable } from '../../src/base/disposal.ts';

/** A real service that tests run against. */
export interface Service {
  readonly name: string;
  /** By this variable somebody may give one; without it, one is provided. */
  readonly variable: string;
  /** The test files that need it, as a filter. */
  readonly tests: string;
  /** Starts one in a folder that is kept from run to run; throws `NotProvided` when this machine cannot. */
  provide(folder: string): Promise<Provided>;
}

export interface Provided extends Closable {
  readonly address: string;
  /** What it is, for the summary of the run. */
  readonly version: string;
}

export class NotProvided extends Error {}

/** Makes sure that a program is there, from Debian's packages if we may install some. */
export function needProgram(program: string, packages: readonly string[]): void {
  if (isThere(program)) return;
  if (packages.length > 0 && process.getuid?.() === 0 && isThere('apt-get')) {
    console.log(`services: installing ${packages.join(' ')}`);
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    const options = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
    spawnSync('apt-get', options, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (!isThere(program)) throw new NotProvided(`${program} is not installed`);
}

export function needFile(file: string, otherwise: string): void {
  if (!existsSync(file)) throw new NotProvided(otherwise);
}

/** Runs a tool to its end; its failure is the reason why a service cannot be provided. */
export function runTool(program: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): void {
  const { status, error, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (status === 0) return;
  const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-3).join(' ');
  throw new NotProvided(`${program} ${args[0]} failed: ${error?.message ?? said}`);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}
