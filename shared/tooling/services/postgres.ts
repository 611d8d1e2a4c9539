import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runProgram } from '../../../sync-server/src/embedded/run-program.ts';
import { systemUser } from '../../../sync-server/src/embedded/system-user.ts';
import { freePort, needFile, needProgram, NotProvided, type Service } from './service.ts';

const versions = '/usr/lib/postgresql';

/** The newest Postgres that Debian has installed, beside the embedded one: older, with other settings. */
export const postgresService: Service = {
  name: 'PostgreSQL',
  variable: 'TEST_DATABASE_URL',
  tests: 'postgres.service',
  provide: async (folder) => {
    if (!existsSync(versions)) needProgram('pg_ctlcluster', ['postgresql']);
    needFile(versions, 'no Postgres of Debian is installed');
    const major = readdirSync(versions)
      .map(Number)
      .sort((a, b) => b - a)[0];
    const bin = path.join(versions, String(major), 'bin');
    const user = systemUser();
    if (!user.ok) throw new NotProvided(user.error.code);
    const data = path.join(folder, 'data');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    user.value.give(folder);
    const run = async (program: string, args: readonly string[]): Promise<void> => {
      const stays = program === 'pg_ctl';
      const { exitCode, output } = await runProgram(path.join(bin, program), args, user.value, stays);
      if (exitCode !== 0) throw new NotProvided(`${program}: ${output}`);
    };
    await run('initdb', ['-D', data, '-U', 'lapka', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']);
    const port = await freePort();
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
    await run('pg_ctl', ['start', '-w', '-D', data, '-l', path.join(folder, 'log'), '-o', settings]);
    return {
      address: `postgres://lapka@127.0.0.1:${port}/postgres`,
      version: `PostgreSQL ${major} of Debian`,
      close: () => run('pg_ctl', ['stop', '-w', '-m', 'fast', '-D', data]),
    };
  },
};
