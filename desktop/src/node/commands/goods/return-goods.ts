import { ok, type Result } from '@lapka/shared/base/result.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import { entriesOfPaper, entriesOfProduct } from '@lapka/shared/domain/stock/reading.ts';
import { type ReversalRefusal, reverseMovement } from '@lapka/shared/domain/stock/reversal-rules.ts';
import { type Movement, stock } from '@lapka/shared/domain/stock/stock.ts';
import type { StoreReader, StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { stockContext } from './take-goods.ts';

/** Takes movements back, each by one of the other direction, and books that. */
export function returnGoods(
  transactor: StoreTransactor,
  movements: readonly Movement[],
  request: { readonly reason: string; readonly witness: StaffId | null },
  context: CommandContext,
): Result<Movement[], ReversalRefusal> {
  const reversals: Movement[] = [];
  for (const movement of movements) {
    const entries = entriesOfProduct(transactor, movement.product);
    const reversal = reverseMovement(movement, request, entries, stockContext(context));
    if (!reversal.ok) return reversal;
    transactor.put(stock, reversal.value);
    reversals.push(reversal.value);
  }
  return ok(reversals);
}

/** What left the cupboards for an invoice, some of its lines or a record, and has not come back. */
export function movementsOf(reader: StoreReader, paper: string, lines?: ReadonlySet<string>): Movement[] {
  const entries = entriesOfPaper(reader, paper).filter((entry) => entry.kind === 'MOVEMENT');
  const back = new Set(entries.flatMap(({ move }) => (move.type === 'REVERSAL' ? [move.reverses] : [])));
  return entries.filter(
    ({ id, move, about }) =>
      move.type !== 'REVERSAL' &&
      !back.has(id) &&
      (lines === undefined || (about.paper === 'INVOICE' && lines.has(about.line))),
  );
}
