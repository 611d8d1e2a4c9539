import { type Acceptance, accepted, type Proposal, type SideDocument } from '../acceptance.ts';
import { acceptKnown } from '../append-only.ts';
import { bySystem } from '../inbox/both-changed.ts';
import { invoices } from '../invoices/invoice.ts';
import { takeBackLostSales, withSettlement } from '../invoices/settlement.ts';
import type { Need, World } from '../world.ts';
import { accountKey } from './account.ts';
import { bookedLate } from './late-entry.ts';
import { overdraftTask, packageOf, packageTask, takenFromWallets } from './ledger-tasks.ts';
import { type InvoiceId, ledger, type LedgerEntry } from './ledger.ts';
import { drawerOf } from './till-figures.ts';
import { tillClosingId } from './till-rules.ts';

/**
 * Entries are facts, so what a desk booked is kept, also when another desk's entries make it one too many: a wallet below
 * zero is a debt that blocks the wallet (C-20), a package used twice shows less than nothing left, and each gives a task.
 * What reaches a shift that was closed without it is booked to the desk's next one. Only a changed entry, or a second
 * payment under one gateway id, is refused: no honest device sends it.
 */
export function acceptEntry({ stored, wanted }: Proposal<LedgerEntry>, world: World): Acceptance<LedgerEntry> {
  const document = bookedLate(wanted, closingOf(wanted, world));
  const known = acceptKnown({ stored, wanted: document });
  if (known !== undefined) return known.kind === 'accept' && document !== wanted ? { kind: 'merge', document } : known;
  if (paidTwiceAtGateway(wanted, world)) return { kind: 'refuse', reason: 'GATEWAY_PAYMENT_KNOWN' };
  const tasks = [...overdraftTask(document, world), ...packageTask(document, world)];
  const also = [...tasks.map(({ task }) => task), ...invoiceAfter(document, world)];
  const [first] = tasks;
  if (first !== undefined) return { kind: 'park', document, reason: first.reason, also };
  return also.length === 0 && document === wanted ? accepted : { kind: 'merge', document, also };
}

export function entryNeeds({ stored, wanted }: Proposal<LedgerEntry>): readonly Need[] {
  const drawer = drawerOf(wanted);
  const shift: Need[] =
    drawer?.counted === 'IN_SHIFT' ? [{ kind: 'get', collection: ledger, id: tillClosingId(drawer.till) }] : [];
  if (stored !== undefined) return shift;
  const byKey = (key: string, value: string): Need => ({ kind: 'byKey', collection: ledger, key, value });
  return [
    ...shift,
    ...takenFromWallets(wanted).map((client) => byKey('account', accountKey({ kind: 'WALLET', client }))),
    ...packageOf(wanted).map((id) => byKey('package', id)),
    ...gatewayIdOf(wanted).map((id) => byKey('gateway', id)),
    ...invoiceOf(wanted).flatMap((id): Need[] => [{ kind: 'get', collection: invoices, id }, byKey('invoice', id)]),
  ];
}

/** What an entry changes about its invoice: whether it is settled, and that a lost issue's sale is taken back. */
function invoiceAfter(entry: LedgerEntry, world: World): SideDocument[] {
  return invoiceOf(entry).flatMap((id): SideDocument[] => {
    const invoice = world.get(invoices, id);
    if (invoice?.kind !== 'INVOICE') return [];
    const entries = [...world.byKey(ledger, 'invoice', id), entry];
    const sales = takeBackLostSales(invoice, entries, bySystem(entry.created));
    const settled = withSettlement(invoice, [...entries, ...sales], entry.created);
    return [
      ...sales.map((document) => ({ collection: 'ledger' as const, document })),
      ...(settled === invoice ? [] : [{ collection: 'invoices' as const, document: settled, base: invoice }]),
    ];
  });
}

/** The invoice whose claim an entry changes. */
function invoiceOf({ postings }: LedgerEntry): InvoiceId[] {
  const touched = postings.flatMap(({ account }) => (account.kind === 'RECEIVABLE' ? [account.invoice] : []));
  return [...new Set(touched)];
}

function closingOf(entry: LedgerEntry, world: World): LedgerEntry | undefined {
  const drawer = drawerOf(entry);
  return drawer?.counted === 'IN_SHIFT' ? world.get(ledger, tillClosingId(drawer.till)) : undefined;
}

function paidTwiceAtGateway(entry: LedgerEntry, world: World): boolean {
  return gatewayIdOf(entry).some((id) => world.byKey(ledger, 'gateway', id).some((other) => other.id !== entry.id));
}

function gatewayIdOf(entry: LedgerEntry): string[] {
  return entry.kind === 'PAYMENT' && entry.means.method === 'ONLINE' ? [entry.means.gatewayId] : [];
}
