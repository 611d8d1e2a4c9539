import { unreachable } from '../../base/assert.ts';
import { add, type Currency, type Money, negate, sum, zero } from '../../base/money.ts';
import { balanceOf } from './account.ts';
import type { LedgerEntry, TillId, TillShift } from './ledger.ts';
import type { Drawer } from './means.ts';
import type { TillFigures } from './till-entries.ts';

/**
 * The X report of a shift: its figures as they are now, without touching anything. Taken twice it says the same. `entries`
 * may hold more than the shift's own.
 */
export function tillFigures(till: TillShift, entries: readonly LedgerEntry[]): TillFigures {
  const { currency } = till.float;
  const own = entries.filter((entry) => tillOf(entry) === till.id);
  const of = (pick: (entry: LedgerEntry) => Money | undefined): Money =>
    sum(
      own.map(pick).filter((amount) => amount !== undefined),
      currency,
    );
  const turnover = (method: 'CASH' | 'CARD'): TillFigures['cash'] => ({
    sales: of((entry) => (entry.kind === 'PAYMENT' && entry.means.method === method ? entry.amount : undefined)),
    refunds: of((entry) => (entry.kind === 'REFUND' && entry.means.method === method ? entry.amount : undefined)),
    deposits: of((entry) => (entry.kind === 'DEPOSIT' && entry.means.method === method ? entry.amount : undefined)),
    withdrawals: of((entry) =>
      entry.kind === 'WITHDRAWAL' && entry.means.method === method ? entry.amount : undefined,
    ),
  });
  const moved = (direction: 'IN' | 'OUT'): Money =>
    of((entry) => (entry.kind === 'CASH_MOVE' && entry.direction === direction ? entry.amount : undefined));
  const cash = turnover('CASH');
  const card = turnover('CARD');
  return {
    float: till.float,
    late: negate(balanceOf({ kind: 'LATE_CASH', desk: till.desk }, [till], currency)),
    sales: add(cash.sales, card.sales),
    refunds: add(cash.refunds, card.refunds),
    cash,
    card,
    paidIn: moved('IN'),
    paidOut: moved('OUT'),
    rounding: of(roundingOf),
    cashExpected: balanceOf({ kind: 'CASH_DRAWER', till: till.id }, [till, ...own], currency),
    entries: own.length,
  };
}

/** Several desks together: the report of a location is the sum of its shifts. */
export function sumFigures(shifts: readonly TillFigures[], currency: Currency): TillFigures {
  const none = zero(currency);
  const nothing = { sales: none, refunds: none, deposits: none, withdrawals: none };
  const empty: TillFigures = {
    float: none,
    late: none,
    sales: none,
    refunds: none,
    cash: nothing,
    card: nothing,
    paidIn: none,
    paidOut: none,
    rounding: none,
    cashExpected: none,
    entries: 0,
  };
  return shifts.reduce(
    (all, one) => ({
      float: add(all.float, one.float),
      late: add(all.late, one.late),
      sales: add(all.sales, one.sales),
      refunds: add(all.refunds, one.refunds),
      cash: sumTurnover(all.cash, one.cash),
      card: sumTurnover(all.card, one.card),
      paidIn: add(all.paidIn, one.paidIn),
      paidOut: add(all.paidOut, one.paidOut),
      rounding: add(all.rounding, one.rounding),
      cashExpected: add(all.cashExpected, one.cashExpected),
      entries: all.entries + one.entries,
    }),
    empty,
  );
}

/** The shift an entry is counted in; undefined for entries no drawer saw, and for late ones. */
export function tillOf(entry: LedgerEntry): TillId | undefined {
  const drawer = drawerOf(entry);
  return drawer?.counted === 'IN_SHIFT' ? drawer.till : undefined;
}

/** The drawer or terminal an entry went through. */
export function drawerOf(entry: LedgerEntry): Drawer | undefined {
  switch (entry.kind) {
    case 'PAYMENT':
    case 'REFUND':
    case 'DEPOSIT':
    case 'WITHDRAWAL':
      return 'drawer' in entry.means ? entry.means.drawer : undefined;
    case 'CASH_MOVE':
      return entry.drawer;
    case 'SALE':
    case 'SALE_REVERSED':
    case 'CREDIT':
    case 'GATEWAY':
    case 'CORRECTION':
    case 'PACKAGE_SOLD':
    case 'PACKAGE_VISIT':
    case 'TILL_OPENED':
    case 'TILL_CLOSED':
    case 'FISCAL_QUEUED':
    case 'FISCAL_SENT':
      return undefined;
    default:
      return unreachable(entry);
  }
}

function sumTurnover(a: TillFigures['cash'], b: TillFigures['cash']): TillFigures['cash'] {
  return {
    sales: add(a.sales, b.sales),
    refunds: add(a.refunds, b.refunds),
    deposits: add(a.deposits, b.deposits),
    withdrawals: add(a.withdrawals, b.withdrawals),
  };
}

function roundingOf(entry: LedgerEntry): Money | undefined {
  return entry.kind === 'PAYMENT' && entry.means.method === 'CASH' ? negate(entry.means.rounding) : undefined;
}
