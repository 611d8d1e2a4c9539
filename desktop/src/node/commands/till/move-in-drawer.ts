import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Money } from '@lapka/shared/base/money.ts';
import { mapOk, type Result } from '@lapka/shared/base/result.ts';
import type { AmountRefusal } from '@lapka/shared/domain/amounts.ts';
import type { EntryId } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfTill, openTillOf } from '@lapka/shared/domain/ledger/reading.ts';
import { tillFigures } from '@lapka/shared/domain/ledger/till-figures.ts';
import { type CashMove, moveCash } from '@lapka/shared/domain/ledger/till-rules.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import type { StoreTransactor } from '../../store/store.ts';
import type { CommandContext } from '../command.ts';
import { entryContext } from '../money/money-context.ts';

export type DrawerRefusal = AmountRefusal | Failure<'TILL_NOT_OPEN' | 'DRAWER_TOO_LOW' | 'COMMENT_REQUIRED'>;

/** Puts cash into this desk's drawer or takes some out, and answers what should be in it now. */
export function moveInDrawer(
  transactor: StoreTransactor,
  move: Omit<CashMove, 'id'>,
  context: CommandContext,
): Result<{ entry: EntryId; cashExpected: Money }, DrawerRefusal> {
  const till = openTillOf(transactor, context.desk.device);
  const before = till === undefined ? [] : entriesOfTill(transactor, till.id);
  const moved = moveCash({ id: context.ids.next<'Entry'>(), ...move }, till, before, entryContext(context));
  return mapOk(moved, (entry) => {
    transactor.put(ledger, entry);
    const cashExpected = till === undefined ? entry.amount : tillFigures(till, [...before, entry]).cashExpected;
    return { entry: entry.id, cashExpected };
  });
}
