import { spawn } from 'node:child_process';
import path from 'node:path';

/** The folder of the project. */
export const root = path.resolve(import.meta.dirname, '..', '..');

export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** Runs a tool of the project to its end and keeps what it printed; `show` also lets it through to the terminal. */
export function run(
  file: string,
  args: readonly string[],
  options: { readonly show?: boolean; readonly env?: Record<string, string> } = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (piece: Buffer): void => {
      output += piece.toString();
      if (options.show === true) process.stdout.write(piece);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
