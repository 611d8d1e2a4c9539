import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { isBeforeBoot, isProcessAlive } from './living-process.ts';
import { runProgram } from './run-program.ts';

/**
 * The main process of a cluster. `pg_ctl` starts it: the process then has a session of its own, so that Ctrl-C does not
 * take the database away while the server still drains, and on Windows it sheds an administrator's rights.
 */
interface Postmaster {
  readonly port: number;
  readonly ready: boolean;
}

const patience = 60_000;
const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC' };
const undurable = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The port of the running cluster, once it is ready; undefined when none runs. */
export async function runningPort(folder: ClusterFolder): Promise<number | undefined> {
  const deadline = performance.now() + patience;
  for (let found = livePostmaster(folder); found !== undefined; found = livePostmaster(folder)) {
    if (found.ready && (await isListening(found.port))) return found.port;
    // It is starting, recovering or stopping.
    if (performance.now() > deadline) return undefined;
    await delay(25);
  }
  return undefined;
}

/** Whether a process of this cluster lives, whatever it is doing. Looks only, so anybody may ask at any time. */
export function isAlive(folder: ClusterFolder): boolean {
  return livePostmaster(folder) !== undefined;
}

/** Call it under the folder's lock. Without a wish it takes any free port. */
export async function startPostmaster(
  folder: ClusterFolder,
  pgCtl: string,
  durable: boolean,
  wishedPort?: number,
): Promise<Result<number, EmbeddedFailure>> {
  const deadline = performance.now() + patience;
  for (;;) {
    // Left by a crash, it may name a number that another process has by now, or a dead one that nobody has collected;
    // Postgres would refuse to start beside it.
    if (!isAlive(folder)) rmSync(pidFile(folder), { force: true });
    const port = wishedPort ?? (await freePort());
    const logged = existsSync(folder.log) ? statSync(folder.log).size : 0;
    const run = await runProgram(pgCtl, startArguments(folder, port, durable), folder.user, true);
    if (run.exitCode === 0) return ok(port);
    const log = existsSync(folder.log) ? readFileSync(folder.log).subarray(logged).toString('utf8').trim() : run.output;
    // A killed predecessor is not yet reaped or its processes still end, or somebody took the port first: all pass.
    const passes = /lock file|shared memory block|could not bind/.test(log);
    if (!passes || performance.now() > deadline) {
      return err(failure('EMBEDDED_START_FAILED', { log: log.slice(-2_000) }));
    }
    await delay(200);
    const running = await runningPort(folder);
    if (running !== undefined) return ok(running);
  }
}

export async function stopPostmaster(folder: ClusterFolder, pgCtl: string): Promise<void> {
  await runProgram(pgCtl, ['stop', '-w', '-t', '60', '-m', 'fast', '-D', folder.data], folder.user, true);
}

function startArguments(folder: ClusterFolder, port: number, durable: boolean): string[] {
  const wanted = { ...settings, ...(durable ? {} : undurable) };
  const written = Object.entries(wanted).map(([name, value]) => `-c ${name}=${value === '' ? '""' : value}`);
  return ['start', '-w', '-t', '300', '-D', folder.data, '-l', folder.log, '-o', [`-p ${port}`, ...written].join(' ')];
}

/** The process named by the cluster's pid file, when it is there and one of Postgres. */
function livePostmaster(folder: ClusterFolder): Postmaster | undefined {
  const file = pidFile(folder);
  if (!existsSync(file)) return undefined;
  const [pid, , startedSeconds, port, , , , status] = readFileSync(file, 'utf8').split('\n');
  const number = Number(pid);
  if (!isProcessAlive(number) || isBeforeBoot(Number(startedSeconds) * 1_000) || !isPostgres(number)) return undefined;
  return { port: Number(port), ready: status?.trim() === 'ready' };
}

function pidFile(folder: ClusterFolder): string {
  return join(folder.data, 'postmaster.pid');
}

/** Told from the command line where the system shows it; that of a dead process which is not yet collected is empty. */
function isPostgres(pid: number): boolean {
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('postgres');
}

function isListening(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => {
    socket.destroy();
    resolve(true);
  });
  socket.on('error', () => resolve(false));
  return promise;
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.on('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}
