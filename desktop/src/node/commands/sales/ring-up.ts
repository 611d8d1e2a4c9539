import type { Failure } from '@lapka/shared/base/failure.ts';
import { percent } from '@lapka/shared/base/percent.ts';
import { mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import { type Client, type ClientId, clients, discountOn } from '@lapka/shared/domain/clients/client.ts';
import { type DraftRefusal, sellDraft } from '@lapka/shared/domain/invoices/draft-sale-rules.ts';
import type { DraftSale, Invoice } from '@lapka/shared/domain/invoices/invoice.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import type { StoreReader } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { found } from '../../reading/found.ts';
import { todayAt } from '../../reading/today.ts';

/** Who buys; null is a passer-by. */
export function buyerOf(reader: StoreReader, id: ClientId | null): Result<Client | null, Failure<'NOT_FOUND'>> {
  return id === null ? ok(null) : found(reader, clients, id);
}

/** The open invoice a draft becomes, with the personal discount of who buys. Nothing is written. */
export function rungUp(
  draft: DraftSale,
  buyer: Client | null,
  context: Pick<CommandContext, 'stamp' | 'now' | 'desk'>,
): Result<{ draft: DraftSale; invoice: Invoice }, DraftRefusal | Failure<'INVOICE_EMPTY'>> {
  const name = buyer === null ? '' : fullName(buyer.name, buyer.language);
  const sold = sellDraft({ ...draft, client: buyer?.id ?? null }, name, context.stamp);
  if (buyer === null) return sold;
  const client = discountOn(buyer, todayAt(context));
  return mapOk(sold, ({ draft: closed, invoice }) => ({
    draft: closed,
    invoice: { ...invoice, discounts: { client, booking: percent(0) } },
  }));
}
