import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { ClusterFolder } from './cluster-folder.ts';
import type { EmbeddedFailure } from './embedded-failures.ts';
import { lockFolder } from './folder-lock.ts';
import { isAlive } from './postmaster.ts';

const period = 250;

/**
 * Looks a few times a second whether the cluster lives, and starts it when it does not. All servers that use the cluster
 * watch it; the lock lets one of them act and the others find it done.
 */
export function watchCluster(
  folder: ClusterFolder,
  start: () => Promise<Result<number, EmbeddedFailure>>,
  logger: Logger,
): Closable {
  let closed = false;
  let working: Promise<void> | undefined;
  const revive = async (): Promise<void> => {
    const unlock = await lockFolder(folder.home);
    if (!unlock.ok) return;
    try {
      if (closed || isAlive(folder)) return;
      logger.warn('embedded postgres died', { home: folder.home });
      const started = await start();
      if (started.ok) logger.info('embedded postgres started again', { home: folder.home });
      else logger.error('embedded postgres does not start again', { code: started.error.code });
    } finally {
      unlock.value();
    }
  };
  const timer = setInterval(() => {
    if (working !== undefined || isAlive(folder)) return;
    working = revive()
      .catch((problem: unknown) => logger.error('embedded postgres not watched', { reason: String(problem) }))
      .finally(() => {
        working = undefined;
      });
  }, period);
  timer.unref();
  return {
    close: async () => {
      closed = true;
      clearInterval(timer);
      await working;
    },
  };
}
