import type { Server } from 'node:http';
import type { Scheduler } from '@lapka/shared/base/clock.ts';

/** Takes no new requests, lets those that are here end, and cuts off what is not done in time. */
export async function drain(server: Server, mostMilliseconds: number, scheduler: Scheduler): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cancel = scheduler.after(mostMilliseconds, () => server.closeAllConnections());
  await closed;
  cancel();
}
