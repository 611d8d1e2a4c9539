import { type Instant, plusDays } from '@lapka/shared/base/instant.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { DocumentStore } from '../stores/document-store.ts';

/** A desk that was away for longer pulls everything anew (RECONCILE-2). */
const daysOfRemovals = 180;
/** A desk that was away for longer may repeat a push in vain: its rows are there already. */
const daysOfAnswers = 90;

/** Forgets marks of removed documents and answers to pushes that nobody will ask for any more. */
export function forgetOld(store: DocumentStore, clinic: ClinicId, now: Instant): Promise<void> {
  return store.transactClinic(clinic, (transaction) =>
    transaction.forget({ removed: plusDays(now, -daysOfRemovals), answered: plusDays(now, -daysOfAnswers) }),
  );
}
