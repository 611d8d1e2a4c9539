import { derivedId } from '../../base/id.ts';
import { type Acceptance, accepted, type Proposal } from '../acceptance.ts';
import { acceptKnown } from '../append-only.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { levelAt, levelKey, stockLevels } from './levels.ts';
import { fromOf } from './movement.ts';
import { stock, type StockEntry } from './stock.ts';

/**
 * What a desk took from a shelf is gone, so its movement is kept, also when another desk had taken the same: the batch
 * then stands below zero and gives a task, one for each batch, place and day (C-51). Only a changed entry is refused.
 */
export function acceptStockEntry({ stored, wanted }: Proposal<StockEntry>, world: World): Acceptance<StockEntry> {
  const known = acceptKnown({ stored, wanted });
  if (known !== undefined) return known;
  const from = wanted.kind === 'MOVEMENT' ? fromOf(wanted.move) : null;
  if (wanted.kind !== 'MOVEMENT' || from === null) return accepted;
  const { product, batch, date, created } = wanted;
  const left = levelAt(stockLevels([...world.byKey(stock, 'batch', batch), wanted]), batch, from);
  if (left >= 0) return accepted;
  const task = createTask({
    id: derivedId('Task', 'STOCK_CONFLICT', levelKey(batch, from), date),
    kind: 'STOCK_CONFLICT',
    subject: { collection: 'stock', id: batch },
    details: {
      product,
      batch,
      stockroom: from.stockroom,
      shelf: from.shelf,
      state: from.state,
      left,
      movement: wanted.id,
    },
    stamp: bySystem(created),
  });
  return { kind: 'park', document: wanted, reason: 'STOCK_CONFLICT', also: [alongside(task)] };
}

export function stockNeeds({ stored, wanted }: Proposal<StockEntry>): readonly Need[] {
  if (stored !== undefined || wanted.kind !== 'MOVEMENT' || fromOf(wanted.move) === null) return [];
  return [{ kind: 'byKey', collection: stock, key: 'batch', value: wanted.batch }];
}
