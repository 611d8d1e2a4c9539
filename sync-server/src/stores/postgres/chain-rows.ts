import { type AuditEntry, chain } from '../audit-chain.ts';
import { addAudit } from './audit-rows.ts';
import { lockClock, moveClock } from './clinic-clock.ts';
import type { ClinicSession } from './clinic-session.ts';

/** Continues a clinic's chain of audit entries in a transaction that is not one of documents. */
export async function addToChain(session: ClinicSession, entries: readonly AuditEntry[]): Promise<void> {
  const began = await lockClock(session);
  const chained = chain(began.auditEnd, entries);
  await addAudit(session, chained);
  await moveClock(session, began, {
    head: began.timeLine.head,
    auditEnd: chained.at(-1) ?? began.auditEnd,
    collections: new Set(),
  });
}
