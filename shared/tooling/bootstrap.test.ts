import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './run.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapka-bootstrap-'));
  mkdirSync(path.join(folder, 'shared/tooling'), { recursive: true });
  copyFileSync(path.join(root, 'shared/tooling/bootstrap.mjs'), path.join(folder, 'shared/tooling/bootstrap.mjs'));
  writeFileSync(path.join(folder, 'package.json'), '{"private":true,"type":"module"}');
  writeFileSync(path.join(folder, 'package-lock.json'), '{"lockfileVersion":3}');
  writeFileSync(
    path.join(folder, 'shared/tooling/hello.ts'),
    `const who: string = 'desk';\nconsole.log('hello', who);\n`,
  );
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command with an npm that does what the given script does, and answers with everything that was printed. */
function bootstrap(command: string, npm: string, env: Record<string, string> = {}) {
  const fakeNpm = path.join(folder, 'npm.mjs');
  writeFileSync(fakeNpm, npm);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['shared/tooling/bootstrap.mjs', command], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: fakeNpm, ...env },
  });
  return { output: stdout + stderr, status };
}

const installs = `import { mkdirSync, appendFileSync } from 'node:fs';
mkdirSync('node_modules', { recursive: true });
appendFileSync('node_modules/calls', process.argv.slice(2).join(' ') + '\\n');`;
const mark = () => path.join(folder, 'node_modules/.lapka-installed');

describe('the first step of every command', () => {
  it('installs once, runs the command, and installs again when the lockfile has changed', () => {
    expect(bootstrap('hello', installs)).toMatchObject({ status: 0, output: expect.stringContaining('hello desk') });
    expect(bootstrap('hello', installs).output).not.toContain('installing');
    writeFileSync(path.join(folder, 'package-lock.json'), '{"lockfileVersion":3,"changed":true}');
    expect(bootstrap('hello', installs).output).toContain('installing dependencies');
    const calls = readFileSync(path.join(folder, 'node_modules/calls'), 'utf8').trim().split('\n');
    expect(calls).toHaveLength(2);
    expect(calls[0]).toContain('ci');
    expect(calls[0]).toContain('--ignore-scripts');
  });

  it('says in one sentence why an installation failed, and does not take it for done', () => {
    const offline = `console.error('npm error code ENOTFOUND\\nnpm error network request to the registry failed'); process.exit(1);`;
    const { output, status } = bootstrap('hello', offline);
    expect(status).toBe(1);
    expect(output).toContain('lapka: npm ci failed: code ENOTFOUND. Check the network');
    expect(output).not.toMatch(/^\s+at /m);
    expect(existsSync(mark())).toBe(false);
    expect(bootstrap('hello', installs).status).toBe(0);
  });

  it('takes an interrupted installation up again', () => {
    bootstrap('hello', `${installs}\nprocess.kill(process.pid, 'SIGKILL');`);
    expect(existsSync(mark())).toBe(false);
    expect(bootstrap('hello', installs)).toMatchObject({ status: 0, output: expect.stringContaining('hello desk') });
  });

  it('names a command that does not exist, and a lockfile that is missing', () => {
    expect(bootstrap('helo', installs)).toMatchObject({
      status: 1,
      output: expect.stringContaining('no command called "helo"'),
    });
    rmSync(path.join(folder, 'package-lock.json'));
    const { output, status } = bootstrap('hello', installs);
    expect(status).toBe(1);
    expect(output).toContain('package-lock.json is missing');
  });

  it('ends with the code of the command', () => {
    writeFileSync(path.join(folder, 'shared/tooling/fails.ts'), 'process.exitCode = 7;');
    expect(bootstrap('fails', installs).status).toBe(7);
  });
});
