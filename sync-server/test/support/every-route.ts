import type { RouteShape } from '../../src/http/route.ts';
import { createApi } from '../../src/http/api.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { ServerSecret } from '../../src/accounts/server-secret.ts';
import { memoryBlobs } from '../../src/stores/memory/memory-blobs.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';

/** The table of routes as the server has it. */
export function everyRoute(): readonly RouteShape[] {
  const clock = new FakeClock();
  return createApi({
    ...memoryStores({ clock }),
    blobs: memoryBlobs(),
    secret: new ServerSecret('x'),
    metrics: createMetrics(),
    metricsToken: undefined,
    clock,
    scheduler: clock,
    random: new SeededChooser(1),
    logger: silentLogger,
  }).routes;
}

export function nameOf({ method, path }: RouteShape): string {
  return `${method} ${path}`;
}
