import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ChildServer {
  readonly pid: number;
  readonly url: string;
  readonly adopted: boolean;
  /** Lets it close what it opened and waits for its end. */
  end(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts an embedded Postgres from a process that the test may kill. */
export async function childServer(dataDir: string, as: { uid?: number; gid?: number } = {}): Promise<ChildServer> {
  const script = fileURLToPath(new URL('../embedded/server-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir], { ...as, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let problem = '';
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString('utf8')));
  const answer = await Promise.race([
    new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve)),
    ended.then(() => {
      throw new Error(`the child ended early: ${problem}`);
    }),
  ]);
  const { url, adopted } = JSON.parse(answer) as { url: string; adopted: boolean };
  return {
    pid: child.pid ?? 0,
    url,
    adopted,
    end: () => {
      child.stdin.end();
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}
