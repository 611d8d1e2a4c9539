import { addMonths, type CivilDate, dayOfMonth, fullMonthsBetween } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId, type Id } from '../../base/id.ts';
import type { Money } from '../../base/money.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Plan, ServiceId } from '../catalogue/catalogue.ts';
import { createdBy, type Stamp } from '../document.ts';
import type { Species } from '../pets/pet.ts';
import { openInvoice } from './invoice-rules.ts';
import { type Invoice, type InvoiceDocument, invoicesVersion, type Subscription } from './invoice.ts';
import type { Cover, LineItem } from './line.ts';
import { planLine } from './make-lines.ts';
import { isCharged } from './pricing.ts';

/** A pet gets a wellness plan; what the plan says that day is copied and stays. */
export function subscribe(
  plan: Plan,
  request: Pick<Subscription, 'id' | 'location' | 'date' | 'client' | 'pet'> & {
    readonly species: Species;
    readonly monthly: Money;
  },
  stamp: Stamp,
): Result<Subscription, Failure<'PLAN_NOT_OFFERED' | 'NOTHING_TO_BOOK'>> {
  const { species, ...rest } = request;
  const { code, name, included, discounts } = plan;
  const suits = plan.species === 'ALL' || plan.species.includes(species);
  if (plan.status !== 'ACTIVE' || !suits) return err(failure('PLAN_NOT_OFFERED', { code }));
  if (rest.monthly.minor <= 0) return err(failure('NOTHING_TO_BOOK'));
  return ok({
    ...rest,
    kind: 'SUBSCRIPTION',
    plan: plan.id,
    code,
    name,
    included,
    discounts,
    state: { status: 'ACTIVE' },
    ...createdBy(stamp, invoicesVersion),
  });
}

/** ACTIVE ⇄ PAUSED, and either of them → ENDED, which is the end. */
export function changeSubscription(
  subscription: Subscription,
  state: Subscription['state'],
  stamp: Stamp,
): Result<Subscription, Failure<'STATUS_CHANGE_REFUSED'>> {
  const from = subscription.state.status;
  if (from === state.status) return ok(subscription);
  if (from === 'ENDED') return err(failure('STATUS_CHANGE_REFUSED', { from, to: state.status, allowed: [] }));
  return ok({ ...subscription, state, changed: stamp });
}

/** Whether a subscription is charged on the first of a month. */
export function isChargedOn({ date, state }: Subscription, first: CivilDate): boolean {
  if (dayOfMonth(first) !== 1 || date > first) return false;
  switch (state.status) {
    case 'ACTIVE':
      return true;
    case 'PAUSED':
      return first < state.from;
    case 'ENDED':
      return first < state.on;
  }
}

/**
 * The open invoices of a month, one per subscription that is charged. Their ids follow from subscription and month, so the
 * run can be repeated, and on two devices, and every month is still invoiced once.
 */
export function monthlyInvoices(
  subscriptions: readonly Subscription[],
  first: CivilDate,
  known: ReadonlySet<string>,
  buyerOf: (subscription: Subscription) => string,
  stamp: Stamp,
): Invoice[] {
  return subscriptions
    .filter((subscription) => isChargedOn(subscription, first))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((subscription) => {
      const id = planInvoiceId(subscription.id, first);
      if (known.has(id)) return [];
      const line = planLine(subscription, derivedId('InvoiceLine', subscription.id, first), stamp);
      const { location, client, monthly } = subscription;
      const opened = openInvoice(
        {
          id,
          purpose: { of: 'PLAN', subscription: subscription.id, month: first },
          location,
          date: first,
          client,
          buyer: buyerOf(subscription),
          currency: monthly.currency,
          lines: [line],
        },
        stamp,
      );
      return opened.ok ? [opened.value] : [];
    });
}

export function planInvoiceId(subscription: Subscription['id'], first: CivilDate): Id<'Invoice'> {
  return derivedId('Invoice', 'PLAN', subscription, first);
}

/** How many visits of each kind a plan has left in the year a day belongs to; years begin on the day it began. */
export function planVisitsLeft(
  subscription: Subscription,
  documents: readonly InvoiceDocument[],
  on: CivilDate,
): Map<Id<'PlanItem'>, number> {
  const year = Math.floor(fullMonthsBetween(subscription.date, on) / 12);
  const from = addMonths(subscription.date, year * 12);
  const until = addMonths(subscription.date, year * 12 + 12);
  const left = new Map(subscription.included.map(({ id, perYear }) => [id, perYear]));
  for (const document of documents) {
    if (document.kind !== 'INVOICE' || document.state.status === 'VOIDED') continue;
    if (document.date < from || document.date >= until) continue;
    for (const line of document.lines) {
      if (!isCharged(line) || line.cover.by !== 'PLAN' || line.cover.subscription !== subscription.id) continue;
      const before = left.get(line.cover.item);
      if (before !== undefined) left.set(line.cover.item, before - 1);
    }
  }
  return left;
}

/** What a plan pays of a line: all of a visit it still includes, or its share off goods of a category. */
export function coverByPlan(
  subscription: Subscription,
  item: LineItem,
  documents: readonly InvoiceDocument[],
  on: CivilDate,
): Result<Cover, Failure<'PLAN_NOT_ACTIVE' | 'PLAN_DOES_NOT_COVER' | 'PLAN_USED_UP'>> {
  const { code, state, id } = subscription;
  if (state.status !== 'ACTIVE' || on < subscription.date) return err(failure('PLAN_NOT_ACTIVE', { code }));
  if (item.kind === 'PRODUCT') {
    const discount = subscription.discounts.find(({ category }) => category === item.category);
    if (discount === undefined) return err(failure('PLAN_DOES_NOT_COVER', { code }));
    return ok({ by: 'PLAN_SHARE', subscription: id, share: discount.share });
  }
  const wanted = item.kind === 'SERVICE' ? including(subscription, item.service) : [];
  if (wanted.length === 0) return err(failure('PLAN_DOES_NOT_COVER', { code }));
  const left = planVisitsLeft(subscription, documents, on);
  const free = wanted.find(({ id: included }) => (left.get(included) ?? 0) > 0);
  return free === undefined
    ? err(failure('PLAN_USED_UP', { code }))
    : ok({ by: 'PLAN', subscription: id, item: free.id });
}

function including({ included }: Subscription, service: ServiceId): Subscription['included'] {
  return included.filter(({ services }) => services.includes(service));
}
