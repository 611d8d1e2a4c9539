import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failure } from '@lapka/shared/base/failure.ts';
import { sha256Hex } from '@lapka/shared/base/hash.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { runProgram } from './run-program.ts';
import { ownerOf, type SystemUser } from './system-user.ts';

/** The major version of the pinned programs; the files of another one cannot be read. */
export const embeddedMajor = '18';

export const databaseUser = 'lapka';

/** Upper and lower case are right for every script and alike on every system; order is by code point. */
const locale = ['-E', 'UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Everything one embedded Postgres keeps on disk. */
export interface ClusterFolder {
  readonly home: string;
  readonly data: string;
  readonly log: string;
  readonly passwordFile: string;
  readonly programs: string;
  readonly user: SystemUser;
}

/**
 * Opens the folder. Started as root from inside a closed home folder, the user that Postgres runs as could not get to
 * it; the cluster then lives under `/var/lib/lapka`, and a file in the asked-for folder says so for ever, so that
 * nobody ever finds an empty database where a full one was.
 */
export function openClusterFolder(
  dataDir: string,
  user: SystemUser,
  elsewhere = '/var/lib/lapka',
): Result<ClusterFolder, EmbeddedFailure> {
  const asked = resolve(dataDir);
  try {
    mkdirSync(asked, { recursive: true });
    const home = locate(asked, user, elsewhere);
    mkdirSync(home, { recursive: true });
    const data = join(home, 'cluster');
    const owner = existsSync(data) && user.ids.uid !== undefined ? ownerOf(data) : user;
    chmodSync(home, 0o700);
    owner.give(home);
    if (!owner.canReach(home)) throw new Error(`user ${owner.ids.uid} cannot enter it`);
    return ok({
      home,
      data,
      log: join(home, 'postgres.log'),
      passwordFile: join(home, 'password'),
      programs: join(home, 'programs'),
      user: owner,
    });
  } catch (problem) {
    return err(failure('EMBEDDED_FOLDER_UNUSABLE', { folder: asked, reason: String(problem) }));
  }
}

function locate(asked: string, user: SystemUser, elsewhere: string): string {
  const signpost = join(asked, 'moved-to');
  if (existsSync(signpost)) return readFileSync(signpost, 'utf8').trim();
  if (existsSync(join(asked, 'cluster')) || user.canReach(asked)) return asked;
  const moved = join(elsewhere, sha256Hex(asked).slice(0, 16));
  writeFileSync(signpost, `${moved}\n`);
  return moved;
}

/** Makes the cluster where there is none; refuses one of another major version. */
export async function ensureCluster(
  folder: ClusterFolder,
  initdb: string,
  durable: boolean,
): Promise<Result<void, EmbeddedFailure>> {
  const versionFile = join(folder.data, 'PG_VERSION');
  if (!existsSync(versionFile)) return await createCluster(folder, initdb, durable);
  const found = readFileSync(versionFile, 'utf8').trim();
  if (found === embeddedMajor) return ok();
  return err(failure('EMBEDDED_OTHER_VERSION', { folder: folder.data, found, wanted: embeddedMajor }));
}

/** Built beside its place and moved in when complete, so that a crash never leaves half a cluster. */
async function createCluster(
  folder: ClusterFolder,
  initdb: string,
  durable: boolean,
): Promise<Result<void, EmbeddedFailure>> {
  const unfinished = `${folder.data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  if (!existsSync(folder.passwordFile)) {
    writeFileSync(folder.passwordFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
    folder.user.give(folder.passwordFile);
  }
  const files = ['-D', unfinished, '-U', databaseUser, '-A', 'scram-sha-256', '--pwfile', folder.passwordFile];
  const speed = durable ? [] : ['--no-sync'];
  const run = await runProgram(initdb, [...files, ...locale, ...speed, '--no-instructions'], folder.user);
  if (run.exitCode !== 0) return err(failure('EMBEDDED_START_FAILED', { log: run.output }));
  renameSync(unfinished, folder.data);
  return ok();
}

export function passwordOf(folder: ClusterFolder): Result<string, EmbeddedFailure> {
  if (!existsSync(folder.passwordFile)) return err(failure('EMBEDDED_PASSWORD_LOST', { file: folder.passwordFile }));
  return ok(readFileSync(folder.passwordFile, 'utf8').trim());
}
