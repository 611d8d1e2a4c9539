import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, plusMilliseconds } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { type AmountRefusal, oneCurrency } from '../amounts.ts';
import { createdBy, type Stamp } from '../document.ts';
import { openInvoice } from './invoice-rules.ts';
import { type DraftSale, type Invoice, type InvoiceId, invoicesVersion } from './invoice.ts';
import type { InvoiceLine } from './line.ts';

/** How long the prices of a draft stand. */
const standsFor = 24 * 3_600_000;

/**
 * Begins a sale. What the same person had begun at the same desk and not finished is parked, because each has one sale at
 * a time.
 */
export function startDraft(
  request: Pick<DraftSale, 'id' | 'location' | 'date' | 'desk' | 'staff' | 'client' | 'currency'>,
  active: DraftSale | undefined,
  stamp: Stamp,
): { readonly draft: DraftSale; readonly parked: DraftSale | undefined } {
  const draft: DraftSale = {
    ...request,
    kind: 'DRAFT_SALE',
    label: '',
    lines: [],
    expires: plusMilliseconds(stamp.at, standsFor),
    state: { status: 'ACTIVE' },
    ...createdBy(stamp, invoicesVersion),
  };
  return { draft, parked: active === undefined ? undefined : park(active, active.label, stamp) };
}

export type DraftRefusal = AmountRefusal | Failure<'DRAFT_IS_CLOSED' | 'DRAFT_EXPIRED'>;

/** Adds a line at the price of this moment, which it keeps. */
export function addToDraft(draft: DraftSale, line: InvoiceLine, stamp: Stamp): Result<DraftSale, DraftRefusal> {
  const usable = checkUsable(draft, stamp.at);
  if (!usable.ok) return usable;
  const same = oneCurrency([line.unitPrice], draft.currency);
  if (!same.ok) return same;
  if (draft.lines.some(({ id }) => id === line.id)) return ok(draft);
  return ok({ ...draft, lines: [...draft.lines, line], changed: stamp });
}

/** Takes a line off; nothing was sold yet, so no trace is needed. */
export function takeFromDraft(
  draft: DraftSale,
  line: InvoiceLine['id'],
  stamp: Stamp,
): Result<DraftSale, DraftRefusal> {
  const usable = checkUsable(draft, stamp.at);
  if (!usable.ok) return usable;
  return ok({ ...draft, lines: draft.lines.filter(({ id }) => id !== line), changed: stamp });
}

/** Puts a sale aside under a few words. */
export function parkDraft(draft: DraftSale, label: string, stamp: Stamp): Result<DraftSale, DraftRefusal> {
  const usable = checkUsable(draft, stamp.at);
  return usable.ok ? ok(park(draft, tidyLine(label, 200), stamp)) : usable;
}

/** Goes on with a parked sale, at whatever desk the client stands now; the one at hand is parked instead. */
export function resumeDraft(
  draft: DraftSale,
  by: Pick<DraftSale, 'desk' | 'staff'>,
  active: DraftSale | undefined,
  stamp: Stamp,
): Result<{ draft: DraftSale; parked: DraftSale | undefined }, DraftRefusal> {
  const usable = checkUsable(draft, stamp.at);
  if (!usable.ok) return usable;
  const other = active === undefined || active.id === draft.id ? undefined : park(active, active.label, stamp);
  return ok({ draft: { ...draft, ...by, state: { status: 'ACTIVE' }, changed: stamp }, parked: other });
}

/** Throws a sale away. */
export function discardDraft(draft: DraftSale, stamp: Stamp): Result<DraftSale, Failure<'DRAFT_IS_CLOSED'>> {
  if (draft.state.status === 'DISCARDED') return ok(draft);
  if (draft.state.status === 'SOLD') return err(failure('DRAFT_IS_CLOSED'));
  return ok({ ...draft, state: { status: 'DISCARDED' }, changed: stamp });
}

/**
 * Turns a draft into an invoice with its lines at its prices. The invoice's id follows from the draft, so a sale that was
 * parked and then finished at two desks is still one.
 */
export function sellDraft(
  draft: DraftSale,
  buyer: string,
  stamp: Stamp,
): Result<{ draft: DraftSale; invoice: Invoice }, DraftRefusal | Failure<'INVOICE_EMPTY'>> {
  const usable = checkUsable(draft, stamp.at);
  if (!usable.ok) return usable;
  if (draft.lines.length === 0) return err(failure('INVOICE_EMPTY'));
  const { location, date, client, currency, lines } = draft;
  const id: InvoiceId = derivedId('Invoice', 'DRAFT', draft.id);
  const opened = openInvoice({ id, purpose: { of: 'RETAIL' }, location, date, client, buyer, currency, lines }, stamp);
  if (!opened.ok) return opened;
  return ok({ draft: { ...draft, state: { status: 'SOLD', invoice: id }, changed: stamp }, invoice: opened.value });
}

function checkUsable(draft: DraftSale, now: Instant): Result<void, Failure<'DRAFT_IS_CLOSED' | 'DRAFT_EXPIRED'>> {
  const { status } = draft.state;
  if (status === 'SOLD' || status === 'DISCARDED') return err(failure('DRAFT_IS_CLOSED'));
  return now >= draft.expires ? err(failure('DRAFT_EXPIRED')) : ok();
}

function park(draft: DraftSale, label: string, stamp: Stamp): DraftSale {
  return { ...draft, label, state: { status: 'PARKED' }, changed: stamp };
}
