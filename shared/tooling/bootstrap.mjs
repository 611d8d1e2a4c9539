// The first step of every npm command. Plain JavaScript without dependencies, because it runs before they are installed,
// under whatever Node from 20 up the machine has. It installs what is missing and hands over to Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const [command = '', ...rest] = process.argv.slice(2);

/** A failure the person at the keyboard can do something about: one sentence, no stack trace. */
class Stop extends Error {}

try {
  refuseOldNode();
  await installWhenNeeded();
  await handOver(findNode24());
} catch (failure) {
  console.error(failure instanceof Stop ? `lapka: ${failure.message}` : failure);
  process.exitCode = 1;
}

function stop(message) {
  throw new Stop(message);
}

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    stop(`this is Node ${process.versions.node}; install Node 20 or newer from nodejs.org and run the command again.`);
  }
}

async function installWhenNeeded() {
  const wanted = lockfileHash();
  const mark = path.join(root, 'node_modules', '.lapka-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('lapka: installing dependencies, about a minute the first time …');
  const log = path.join(root, 'node_modules', '.lapka-install.log');
  // Removed first and written last: an interrupted installation is never taken for a finished one.
  rmSync(mark, { force: true });
  const started = Date.now();
  const ticking = setInterval(() => console.log(`lapka: still installing, ${seconds(started)} s …`), 15_000);
  const { code, output } = await runNpm(['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
  clearInterval(ticking);
  mkdirSync(path.dirname(log), { recursive: true });
  writeFileSync(log, output);
  if (code !== 0) {
    stop(
      `npm ci failed: ${reasonIn(output)}. Check the network and the rights of this folder; the whole log is in ${log}.`,
    );
  }
  writeFileSync(mark, wanted);
  console.log(`lapka: dependencies installed in ${seconds(started)} s.`);
}

function lockfileHash() {
  const file = path.join(root, 'package-lock.json');
  if (!existsSync(file)) stop(`${file} is missing; check the project out again.`);
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function runNpm(args) {
  // npm tells its own path; started through it, Windows needs no shell. Without npm (a bare `node bootstrap.mjs`) the
  // shell finds it.
  const npm = process.env.npm_execpath;
  const [file, all, shell] = npm
    ? [process.execPath, [npm, ...args], false]
    : ['npm', args, process.platform === 'win32'];
  return new Promise((resolve) => {
    const child = spawn(file, all, { cwd: root, shell, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece));
    child.on('error', (error) => resolve({ code: 1, output: output + String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim());
  return (
    lines.find((line) => /ENOTFOUND|EACCES|ENOSPC|ECONN|ETIMEDOUT|EUSAGE|EINTEGRITY|EROFS|404/.test(line)) ??
    'see the log'
  );
}

/** The Node 24 that came with the dependencies, this one if it is new enough, or one the machine has. */
function findNode24() {
  const shipped = shippedNode();
  if (shipped !== undefined) return shipped;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  const installed = spawnSync('node', ['--version'], { encoding: 'utf8' });
  if (/^v(2[4-9]|[3-9]\d)\./.test(installed.stdout ?? '')) return 'node';
  return stop('Lapka runs on Node 24, and none comes through npm for this system: install Node 24 from nodejs.org.');
}

function shippedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  try {
    const folder = path.dirname(createRequire(path.join(root, 'package.json')).resolve(`${name}/package.json`));
    const file = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(file) ? file : undefined;
  } catch {
    // The package does not exist for this system: not an error, the caller looks further.
    return undefined;
  }
}

function handOver(node) {
  const script = path.join(root, 'shared', 'tooling', `${command}.ts`);
  if (command === '' || !existsSync(script)) stop(`there is no command called "${command}".`);
  // What the command starts by name must find the same Node, and the tools of the project.
  const tools = [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter);
  const env = { ...process.env, PATH: tools, NODE_NO_WARNINGS: '1' };
  const child = spawn(node, [script, ...rest], { cwd: root, env, stdio: 'inherit' });
  // Ctrl-C reaches the child by itself; this process only has to outlive it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(
        `lapka: Node 24 could not be started (${error.message}); delete node_modules and run the command again.`,
      );
      process.exitCode = 1;
      resolve();
    });
    child.on('close', (code, signal) => {
      process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
      resolve();
    });
  });
}

function seconds(since) {
  return Math.round((Date.now() - since) / 1000);
}
