import type { Failure } from '@lapka/shared/base/failure.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import { invoices, type Subscription } from '@lapka/shared/domain/invoices/invoice.ts';
import { changeSubscription } from '@lapka/shared/domain/invoices/subscription-rules.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { foundOf } from '../../reading/found.ts';

/** Pauses a plan, goes on with it, or ends it. */
export function changeState(
  transactor: StoreTransactor,
  id: Subscription['id'],
  state: Subscription['state'],
  { stamp }: CommandContext,
): Result<{ subscription: Subscription['id'] }, Failure<'NOT_FOUND' | 'STATUS_CHANGE_REFUSED'>> {
  const stored = foundOf(transactor, invoices, 'SUBSCRIPTION', id);
  if (!stored.ok) return stored;
  return mapOk(changeSubscription(stored.value, state, stamp), (changed) => {
    transactor.put(invoices, changed);
    return { subscription: id };
  });
}
