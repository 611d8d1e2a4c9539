import type { CivilDate } from '../../base/civil-date.ts';
import type { ClientPackage, LedgerEntry } from '../ledger/ledger.ts';
import { visitStates } from '../ledger/package-rules.ts';
import type { Invoice, InvoiceDocument, Subscription } from './invoice.ts';
import type { Cover, InvoiceLine } from './line.ts';
import { isCharged } from './pricing.ts';
import { coverByPlan } from './subscription-rules.ts';

/** What was bought ahead and may pay for a visit. */
export interface BoughtAhead {
  /** The client's packages, each with what happened to its visits. */
  readonly packages: readonly { readonly bought: ClientPackage; readonly entries: readonly LedgerEntry[] }[];
  /** The plans of the animal. */
  readonly plans: readonly Subscription[];
  /** The invoices on which these plans paid before. */
  readonly documents: readonly InvoiceDocument[];
}

/**
 * Lets what was bought ahead pay for lines that are about to be added, so that nobody has to remember it at the desk: a
 * package visit that was set aside for this booking first, then a plan that still includes the service (C-21, C-23). A
 * package visit that nobody set aside is taken only when somebody asks for it.
 */
export function coveredByItself(
  invoice: Invoice,
  fresh: readonly InvoiceLine[],
  ahead: BoughtAhead,
  on: CivilDate,
): InvoiceLine[] {
  const covered: InvoiceLine[] = [];
  for (const line of fresh) {
    const before: Invoice = { ...invoice, lines: [...invoice.lines, ...covered] };
    const cover = line.cover.by === 'NOTHING' ? coverOf(before, line, ahead, on) : undefined;
    covered.push(cover === undefined ? line : { ...line, cover });
  }
  return covered;
}

function coverOf(invoice: Invoice, line: InvoiceLine, ahead: BoughtAhead, on: CivilDate): Cover | undefined {
  return byPackage(invoice, line, ahead) ?? byPlan(invoice, line, ahead, on);
}

/** A package has one visit per booking, so it pays for one line of it. */
function byPackage({ purpose, lines }: Invoice, { item }: InvoiceLine, { packages }: BoughtAhead): Cover | undefined {
  if (purpose.of !== 'VISIT' || item.kind !== 'SERVICE') return undefined;
  const taken = new Set(
    lines.filter(isCharged).flatMap(({ cover }) => (cover.by === 'PACKAGE' ? [cover.package] : [])),
  );
  const own = packages.find(
    ({ bought, entries }) =>
      bought.services.includes(item.service) &&
      !taken.has(bought.id) &&
      visitStates(bought, entries).get(purpose.booking) === 'RESERVED',
  );
  return own === undefined ? undefined : { by: 'PACKAGE', package: own.bought.id };
}

function byPlan(
  invoice: Invoice,
  { item }: InvoiceLine,
  { plans, documents }: BoughtAhead,
  on: CivilDate,
): Cover | undefined {
  const all = [...documents.filter(({ id }) => id !== invoice.id), invoice];
  for (const plan of plans) {
    const cover = coverByPlan(plan, item, all, on);
    if (cover.ok) return cover.value;
  }
  return undefined;
}
