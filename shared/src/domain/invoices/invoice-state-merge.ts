import { jsonText } from '../../base/json.ts';
import { stampOrder } from '../document.ts';
import type { InvoiceState, IssuedState } from './invoice.ts';

/** The state of an invoice that was changed on two devices; free of order, however many devices there are. */
export function joinStates(a: InvoiceState, b: InvoiceState): InvoiceState {
  if (isIssued(a) && isIssued(b)) return joinIssued(a, b);
  if (isIssued(a)) return a;
  if (isIssued(b)) return b;
  if (a.status === 'OPEN') return b;
  if (b.status === 'OPEN') return a;
  return `${stampOrder(a.voided)} ${jsonText(a)}` <= `${stampOrder(b.voided)} ${jsonText(b)}` ? a : b;
}

/**
 * Of two issues the earlier one stands, and of two supplements of one issue the one whose sale was made first. What has
 * lost once can never stand again, because the ledger has taken it back.
 */
function joinIssued(a: IssuedState, b: IssuedState): IssuedState {
  const order = compareIssues(a, b);
  const [winner, loser] = order <= 0 ? [a, b] : [b, a];
  const { status, entries } = order === 0 && knowsMore(loser, winner) ? loser : winner;
  const numberShared = winner.numberShared || (loser.numberShared && loser.number === winner.number);
  return { ...winner, status, entries, numberShared, lost: lostSales(winner, loser) };
}

/** Whether a note of being settled has seen more entries of the ledger; of two that saw as many, SETTLED stands. */
function knowsMore(a: IssuedState, b: IssuedState): boolean {
  return a.entries === b.entries ? a.status === 'SETTLED' : a.entries > b.entries;
}

/** By the moment of the issue, then sale by sale; an issue with further sales goes on from the one without. */
function compareIssues(a: IssuedState, b: IssuedState): number {
  const [x, y] = [`${stampOrder(a.issued)} ${a.number}`, `${stampOrder(b.issued)} ${b.number}`];
  if (x !== y) return x < y ? -1 : 1;
  for (const [index, sale] of a.sales.entries()) {
    const other = b.sales[index];
    if (other === undefined) return -1;
    if (sale !== other) return sale < other ? -1 : 1;
  }
  return a.sales.length === b.sales.length ? 0 : 1;
}

function lostSales(winner: IssuedState, loser: IssuedState): IssuedState['lost'] {
  const kept = new Set<string>(winner.sales);
  const lost = new Map([...winner.lost, ...loser.lost].map((each) => [each.sale, each]));
  for (const sale of loser.sales) lost.set(sale, { sale, number: loser.number });
  return [...lost.values()].filter(({ sale }) => !kept.has(sale)).toSorted((a, b) => (a.sale < b.sale ? -1 : 1));
}

function isIssued(state: InvoiceState): state is IssuedState {
  return state.status === 'ISSUED' || state.status === 'SETTLED';
}
