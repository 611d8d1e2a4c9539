import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { root } from './run.ts';

/** A part of the product in a process of its own. */
export interface RunningPart {
  readonly name: string;
  /** What it printed as its first line once it was ready. */
  readonly ready: unknown;
  /** Says something to it, as a parent process may. */
  tell(message: object): void;
  /** Ends it and waits until it is gone. `kill` is a power cut, otherwise it may finish what it is doing. */
  stop(how?: 'kill'): Promise<void>;
  /** Called when it ends without having been asked to. */
  onCrash(handle: (reason: string) => void): void;
}

const readyDeadline = 60_000;

/** Starts a part and waits for the JSON line with which it says that it is ready. */
export function startPart(
  name: string,
  entry: string,
  args: readonly string[],
  env: Record<string, string> = {},
  heard: (message: unknown) => void = () => {},
): Promise<RunningPart> {
  const child = fork(path.join(root, entry), args, {
    cwd: root,
    env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Ctrl-C in the terminal reaches the whole group; the parts must outlive it until they are told to stop.
    detached: process.platform !== 'win32',
  });
  const errors = new Tail();
  child.stderr?.on('data', (piece: Buffer) => errors.add(piece.toString()));
  const crashHandlers: ((reason: string) => void)[] = [];
  let isStopping = false;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      resolve();
      if (isStopping) return;
      for (const handle of crashHandlers) handle(`${name} ended (${signal ?? code}): ${errors.lastLine()}`);
    });
  });
  return new Promise((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`${name} was not ready in time: ${errors.lastLine()}`)),
      readyDeadline,
    );
    // Whoever tells how far it is gets more time.
    child.on('message', (message) => {
      deadline.refresh();
      heard(message);
    });
    child.once('exit', (code) => {
      clearTimeout(deadline);
      reject(new Error(errors.lastLine() || `${name} ended with ${code}`));
    });
    firstLine(child, (line) => {
      clearTimeout(deadline);
      const ready: unknown = JSON.parse(line);
      resolve({
        name,
        ready,
        tell: (message) => void child.send(message),
        stop: async (how) => {
          isStopping = true;
          if (child.exitCode === null && child.signalCode === null) child.kill(how === 'kill' ? 'SIGKILL' : 'SIGTERM');
          await gone;
        },
        onCrash: (handle) => void crashHandlers.push(handle),
      });
    });
  });
}

function firstLine(child: ChildProcess, take: (line: string) => void): void {
  let text = '';
  let isTaken = false;
  child.stdout?.on('data', (piece: Buffer) => {
    if (isTaken) return;
    text += piece.toString();
    const end = text.indexOf('\n');
    if (end < 0) return;
    isTaken = true;
    take(text.slice(0, end));
  });
}

/** The last words of a process, for the one sentence about its end. */
class Tail {
  #text = '';

  add(piece: string): void {
    this.#text = (this.#text + piece).slice(-4_000);
  }

  lastLine(): string {
    const lines = this.#text.split('\n').map((line) => line.trim());
    return lines.findLast((line) => line !== '' && !line.startsWith('at ') && !line.startsWith('Node.js v')) ?? '';
  }
}
