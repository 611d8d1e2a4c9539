import { jsonText } from '../../base/json.ts';
import { stampOrder } from '../document.ts';
import type { InvoiceState, IssuedState } from './invoice.ts';

/** Of two states, not both of them issues, the one that stands: issued over voided over open, and the first voiding. */
export function furtherState(a: InvoiceState, b: InvoiceState): InvoiceState {
  if (isIssued(a) || isIssued(b)) return isIssued(a) ? a : b;
  if (a.status === 'OPEN' || b.status === 'OPEN') return a.status === 'OPEN' ? b : a;
  return `${stampOrder(a.voided)} ${a.reason}` <= `${stampOrder(b.voided)} ${b.reason}` ? a : b;
}

export function isIssued(state: InvoiceState): state is IssuedState {
  return state.status === 'ISSUED' || state.status === 'SETTLED';
}

/**
 * Of two issues the earlier one stands, and of two supplements of one issue the one whose sale was made first. What has
 * lost once can never stand again, because the ledger has taken it back.
 */
export function joinIssues(a: IssuedState, b: IssuedState): IssuedState {
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

/**
 * By the moment of the issue, then sale by sale; an issue with further sales goes on from the one without. What is alike
 * in all this is one issue, and by its totals only a broken device could tell two apart.
 */
function compareIssues(a: IssuedState, b: IssuedState): number {
  const byMoment = compareTexts(`${stampOrder(a.issued)} ${a.number}`, `${stampOrder(b.issued)} ${b.number}`);
  if (byMoment !== 0) return byMoment;
  for (const [index, sale] of a.sales.entries()) {
    const other = b.sales[index];
    if (other === undefined) return -1;
    if (sale !== other) return compareTexts(sale, other);
  }
  return a.sales.length < b.sales.length ? 1 : compareTexts(jsonText(a.totals), jsonText(b.totals));
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function lostSales(winner: IssuedState, loser: IssuedState): IssuedState['lost'] {
  const kept = new Set<string>(winner.sales);
  const lost = new Map([...winner.lost, ...loser.lost].map((each) => [each.sale, each]));
  for (const sale of loser.sales) lost.set(sale, { sale, number: loser.number });
  return [...lost.values()].filter(({ sale }) => !kept.has(sale)).toSorted((a, b) => (a.sale < b.sale ? -1 : 1));
}
