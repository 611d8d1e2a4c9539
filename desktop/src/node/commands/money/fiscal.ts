import type { Failure } from '@lapka/shared/base/failure.ts';
import { ok, type Result } from '@lapka/shared/base/result.ts';
import { fiscalDocumentOf, fiscalQueue, queueFiscal } from '@lapka/shared/domain/ledger/fiscal-queue.ts';
import { ledger, type LedgerEntry } from '@lapka/shared/domain/ledger/ledger.ts';
import { fiscalEntriesOf } from '@lapka/shared/domain/ledger/reading.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { Clinic } from '../../reading/clinic.ts';
import type { CommandContext } from '../command.ts';
import { entryContext } from './money-context.ts';

/** Books entries, and queues for the fiscal device of this desk what has to be printed of them (§7.6). */
export function bookEntries(
  transactor: StoreTransactor,
  clinic: Clinic,
  entries: readonly LedgerEntry[],
  context: CommandContext,
): Result<void, Failure<'FISCAL_STORE_BLOCKED'>> {
  for (const entry of entries) transactor.put(ledger, entry);
  if (clinic.prefer(preferences.fiscalDevice) === 'NONE') return ok();
  const { device } = context.desk;
  for (const entry of entries) {
    const printed = fiscalDocumentOf(entry);
    if (printed === undefined) continue;
    const queue = fiscalQueue(device, fiscalEntriesOf(transactor, device), context.now);
    const document = { id: context.ids.next<'FiscalDocument'>(), desk: device, about: entry.id, ...printed };
    const queued = queueFiscal(document, queue, entryContext(context));
    if (!queued.ok) return queued;
    transactor.put(ledger, queued.value);
  }
  return ok();
}
