import { type Money, sum } from '@lapka/shared/base/money.ts';
import { ok } from '@lapka/shared/base/result.ts';
import { ledger } from '@lapka/shared/domain/ledger/ledger.ts';
import type { LedgerEntry } from '@lapka/shared/domain/ledger/ledger.ts';
import { sumFigures } from '@lapka/shared/domain/ledger/till-figures.ts';
import { atThisDesk } from '../looking.ts';
import type { QueryFor } from '../query.ts';
import { shiftLine } from './shift-line.ts';

export const day: QueryFor<'money', 'day'> = {
  target: atThisDesk,

  run(reader, { date }, { desk }) {
    const entries = reader.find(ledger, { where: { location: desk.location, date } });
    const shifts = entries
      .filter((entry) => entry.kind === 'TILL_OPENED')
      .toSorted((a, b) => (a.created.at < b.created.at ? -1 : 1))
      .map((shift) => shiftLine(reader, shift));
    const [first] = shifts;
    const figures = shifts.map((shift) => shift.figures);
    return ok({
      shifts,
      sum: first === undefined ? null : sumFigures(figures, first.figures.float.currency),
      byMethod: byMethod(entries),
    });
  },
};

function byMethod(entries: readonly LedgerEntry[]) {
  const moved = entries.filter((entry) => entry.kind === 'PAYMENT' || entry.kind === 'REFUND');
  return [...Map.groupBy(moved, ({ means }) => means.method)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([method, of]) => {
      const [first] = of;
      if (first === undefined) return [];
      const total = (kind: 'PAYMENT' | 'REFUND'): Money =>
        sum(
          of.filter((entry) => entry.kind === kind).map(({ amount }) => amount),
          first.amount.currency,
        );
      return [{ method, taken: total('PAYMENT'), refunded: total('REFUND') }];
    });
}
