import type { Answer } from '@lapka/shared/bridge/contract.ts';
import { ledger, type TillShift } from '@lapka/shared/domain/ledger/ledger.ts';
import { entriesOfTill } from '@lapka/shared/domain/ledger/reading.ts';
import { tillFigures } from '@lapka/shared/domain/ledger/till-figures.ts';
import { tillClosingId } from '@lapka/shared/domain/ledger/till-rules.ts';
import type { StoreReader } from '../../store/store.ts';

/** A shift with its Z report, or with its X report while it is open. */
export function shiftLine(reader: StoreReader, till: TillShift): Answer<'money', 'day'>['shifts'][number] {
  const { id, desk, created } = till;
  const closing = reader.get(ledger, tillClosingId(id));
  const opened = { till: id, desk, opened: created.at };
  if (closing?.kind === 'TILL_CLOSED') {
    const { figures, difference } = closing;
    return { ...opened, closed: closing.created.at, figures, difference };
  }
  return { ...opened, closed: null, figures: tillFigures(till, entriesOfTill(reader, id)), difference: null };
}
