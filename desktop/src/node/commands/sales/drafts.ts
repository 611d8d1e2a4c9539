import { type Currency, type Money, sum } from '@lapka/shared/base/money.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { type DraftSale, invoices } from '@lapka/shared/domain/invoices/invoice.ts';
import { grossOf } from '@lapka/shared/domain/invoices/line.ts';
import { activeDraftOf } from '@lapka/shared/domain/invoices/reading.ts';
import { startDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { foundOf } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

/** The sale this person is ringing up at this desk, or a new one. */
export function draftAtHand(reader: StoreReader, currency: Currency, context: CommandContext): DraftSale {
  const { actor, desk, ids, stamp } = context;
  const active = activeDraftOf(reader, actor.id, desk.device);
  if (active !== undefined) return active;
  const request = {
    id: ids.next<'DraftSale'>(),
    location: desk.location,
    date: todayAt(context),
    desk: desk.device,
    staff: actor.id,
    client: null,
    currency,
  };
  return startDraft(request, undefined, stamp).draft;
}

/** Changes a draft by a rule and answers what it comes to. */
export function changeDraft<Code extends string>(
  transactor: StoreTransactor,
  id: DraftSale['id'],
  rule: (draft: DraftSale) => Result<DraftSale, Failure<Code>>,
): Result<{ draft: DraftSale['id']; total: Money }, Failure<Code | 'NOT_FOUND'>> {
  const stored = foundOf(transactor, invoices, 'DRAFT_SALE', id);
  if (!stored.ok) return stored;
  const changed = rule(stored.value);
  if (!changed.ok) return err(changed.error);
  transactor.put(invoices, changed.value);
  return ok({ draft: id, total: totalOf(changed.value) });
}

export function totalOf({ lines, currency }: Pick<DraftSale, 'lines' | 'currency'>): Money {
  return sum(lines.map(grossOf), currency);
}
