import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface TillOptions {
  readonly folder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}

/** A desk in a process of its own, to be killed. */
export class TillChild {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiting = new Set<() => void>();
  /** The number of the last sale it said is saved. */
  acknowledged = 0;
  isOpen = false;
  /** How often it said that it cannot write. */
  timesStopped = 0;
  #hasEnded = false;
  #problem = '';

  constructor({ folder, env = {}, args = [] }: TillOptions) {
    const program = path.join(import.meta.dirname, 'till-process.ts');
    this.#child = spawn(process.execPath, [program, '--folder', folder, ...args], {
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#problem += piece.toString();
    });
    if (this.#child.stdout !== null) {
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.#take(line));
    }
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', () => {
        this.#hasEnded = true;
        this.#wake();
        resolve();
      });
    });
  }

  /** Waits until what the till has said makes it so; throws with its last words when it ends before. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.#hasEnded) throw new Error(`the till ended: ${this.#problem.slice(-2000)}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  #take(line: string): void {
    if (/^\d+$/.test(line)) this.acknowledged = Number(line);
    if (line.startsWith('open')) this.isOpen = true;
    if (/^state (FULL|READ_ONLY)$/.test(line)) this.timesStopped += 1;
    this.#wake();
  }

  #wake(): void {
    for (const go of this.#waiting) go();
    this.#waiting.clear();
  }
}
