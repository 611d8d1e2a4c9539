import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal, type SideDocument } from '../acceptance.ts';
import { acceptKnown } from '../append-only.ts';
import { bothChangedTask, bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import { ledger } from '../ledger/ledger.ts';
import type { Merge } from '../three-way.ts';
import type { Need, World } from '../world.ts';
import { lateTask, limitedPromotionOf, promotionTask } from './invoice-tasks.ts';
import { type InvoiceDocument, invoices } from './invoice.ts';
import { mergeInvoiceDocumentsWithReport } from './invoices-merge.ts';
import { numberIsShared, numbersOf, shareNumber } from './numbers.ts';
import { takeBackLostSales, withSettlement } from './settlement.ts';

/**
 * Two changes of an invoice are joined. Here, where all desks meet, its note of being settled is brought in line with the
 * ledger, the sales of a lost issue are taken back, and a person gets a task about what must not be decided alone: lines
 * that came too late, a number that was used twice, a promotion that was used more often than it may be.
 */
export function acceptInvoiceDocument(proposal: Proposal<InvoiceDocument>, world: World): Acceptance<InvoiceDocument> {
  const { stored, wanted } = proposal;
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  if (wanted.kind === 'CREDIT_NOTE') return acceptCreditNote(proposal, world);
  const { document: joined, replaced } = joinedWith(proposal);
  const subject = { collection: 'invoices', id: wanted.id } as const;
  const changed = stored === undefined ? [] : bothChangedTask(subject, wanted, stored, replaced);
  if (joined.kind !== 'INVOICE') return decided(joined, wanted, changed);
  const entries = world.byKey(ledger, 'invoice', joined.id);
  const sales = takeBackLostSales(joined, entries, bySystem(joined.changed));
  const invoice = withSettlement(joined, [...entries, ...sales], joined.changed);
  const also: SideDocument[] = [
    ...changed,
    ...sales.map((document) => ({ collection: 'ledger' as const, document })),
    ...lateTask(invoice),
    ...promotionTask(invoice, stored, world),
  ];
  return withOwnNumber(invoice, wanted, also, world);
}

export function invoiceNeeds(proposal: Proposal<InvoiceDocument>): readonly Need[] {
  const { wanted } = proposal;
  const { document } = joinedWith(proposal);
  const byKey = (key: string, value: string): Need => ({ kind: 'byKey', collection: invoices, key, value });
  const numbers = numbersOf(document).map((value) => byKey('number', value));
  if (document.kind !== 'INVOICE') return wanted.kind === 'CREDIT_NOTE' ? numbers : [];
  return [
    ...numbers,
    { kind: 'byKey', collection: ledger, key: 'invoice', value: document.id },
    ...limitedPromotionOf(document, proposal.stored).map((promotion) => byKey('promotion', promotion)),
  ];
}

function joinedWith(proposal: Proposal<InvoiceDocument>): Merge<InvoiceDocument> {
  const { stored, base, wanted } = proposal;
  if (stored === undefined || stored.kind !== wanted.kind) return { document: wanted, replaced: [] };
  if (followsOnStored(proposal)) return { document: wanted, replaced: [] };
  return mergeInvoiceDocumentsWithReport(base, wanted, stored);
}

function decided(
  document: InvoiceDocument,
  wanted: InvoiceDocument,
  also: readonly SideDocument[],
): Acceptance<InvoiceDocument> {
  return also.length === 0 && sameJson(document, wanted) ? accepted : { kind: 'merge', document, also };
}

/** A credit note is never changed; that its number is another's, too, may have been noted here. */
function acceptCreditNote({ stored, wanted }: Proposal<InvoiceDocument>, world: World): Acceptance<InvoiceDocument> {
  const marked = stored === undefined ? wanted : shareNumber(wanted, numberIsShared(stored));
  const known = acceptKnown({ stored, wanted: marked });
  if (known === undefined) return withOwnNumber(wanted, wanted, [], world);
  return known.kind === 'accept' ? decided(marked, wanted, []) : known;
}

/**
 * A number belongs to one invoice. Where a copied device used it again, both keep what was printed, and the later one is
 * marked and gives a task.
 */
function withOwnNumber(
  document: InvoiceDocument,
  wanted: InvoiceDocument,
  also: readonly SideDocument[],
  world: World,
): Acceptance<InvoiceDocument> {
  const others = numbersOf(document).flatMap((number) =>
    world.byKey(invoices, 'number', number).filter(({ id }) => id !== document.id),
  );
  const [other] = others;
  if (other === undefined || numberIsShared(document)) return decided(document, wanted, also);
  const [number = ''] = numbersOf(document);
  const task = createTask({
    id: derivedId('Task', 'NUMBER_USED_TWICE', document.id, number),
    kind: 'NUMBER_USED_TWICE',
    subject: { collection: 'invoices', id: document.id },
    details: { number, other: other.id },
    stamp: bySystem(document.changed),
  });
  const marked = shareNumber(document, true);
  return { kind: 'park', document: marked, reason: 'NUMBER_USED_TWICE', also: [...also, alongside(task)] };
}
