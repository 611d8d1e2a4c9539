import type { AuditedCommand } from '@lapka/shared/protocol/up.ts';
import type { SyncParts } from './accept-push.ts';
import type { Pusher } from './taking.ts';

const consumer = 'audit of desks';

/** Adds what desks have done to the clinic's chain of audit entries, each command once (AUDIT-1, AUDIT-2). */
export function acceptAudit(
  { store }: SyncParts,
  { clinic, device }: Pusher,
  entries: readonly AuditedCommand[],
): Promise<void> {
  return store.transactClinic(clinic, async (transaction) => {
    const fresh: AuditedCommand[] = [];
    for (const entry of entries) {
      if (await transaction.takeOnce(consumer, entry.stamp.operation)) fresh.push(entry);
    }
    await transaction.audit(
      fresh.map(({ command, stamp, documents }) => ({
        at: stamp.at,
        content: { command, ...stamp, documents, broughtBy: device },
      })),
    );
  });
}
