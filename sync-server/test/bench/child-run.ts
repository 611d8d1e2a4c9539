import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Closable } from '@lapka/shared/base/disposal.ts';

/** Runs a script of this folder in a process of its own and answers what it sends; it is still running then. */
export async function startChild<Answer>(
  script: string,
  task: object,
): Promise<Closable & { readonly answer: Answer }> {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = fork(file, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const first: unknown = await Promise.race([once(child, 'message').then(([message]) => message as unknown), gone]);
  if (Array.isArray(first)) throw new Error(`${script} ended without an answer`);
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the script of this folder sends
    answer: first as Answer,
    async close() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The same for a script that ends by itself. */
export async function runChild<Answer>(script: string, task: object): Promise<Answer> {
  const child = await startChild<Answer>(script, task);
  await child.close();
  return child.answer;
}
