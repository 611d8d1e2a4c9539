import { present } from '../../base/assert.ts';
import { type Instant, plusMinutes } from '../../base/instant.ts';
import { money, type Money, smallerOf, subtract, sum } from '../../base/money.ts';
import { checkOut } from '../../domain/invoices/check-out.ts';
import { creditInvoice } from '../../domain/invoices/credit-rules.ts';
import { type Invoice, invoices, type Subscription } from '../../domain/invoices/invoice.ts';
import { visitInvoiceId } from '../../domain/invoices/invoice-rules.ts';
import { priceInvoice } from '../../domain/invoices/pricing.ts';
import { claimOf } from '../../domain/invoices/settlement.ts';
import { invoiceStanding } from '../../domain/ledger/invoice-standing.ts';
import type { ClientPackage } from '../../domain/ledger/ledger.ts';
import { endReservation } from '../../domain/ledger/package-rules.ts';
import type { PaymentContext } from '../../domain/ledger/payment-rules.ts';
import type { PaymentWish } from '../../domain/ledger/wishes.ts';
import { refundPayment } from '../../domain/ledger/refund-rules.ts';
import { depositToWallet } from '../../domain/ledger/wallet-rules.ts';
import type { DeviceName } from '../organisation/branch.ts';
import { deskPost } from '../organisation/roster.ts';
import type { PetPlan } from '../plan/animals.ts';
import type { OwnerPlan } from '../plan/people.ts';
import type { Method } from '../plan/visit-plan.ts';
import type { Day } from '../timeline.ts';
import type { StagedVisit } from './booking-scenes.ts';
import type { Show } from './show.ts';
import { type Act, granted } from './stage.ts';

/** What the end of a visit asks about beside the visit. */
export interface Settling {
  readonly visit: StagedVisit;
  packageId(number: number): ClientPackage['id'];
  subscription(pet: PetPlan): Subscription;
  /** How often the promotion was used before; asking counts. */
  promotions(): number;
  endPackageVisit(visit: StagedVisit, id: ClientPackage['id'], act: Act): void;
}

/** Where and when money is taken. */
export interface Till {
  readonly show: Show;
  readonly desk: DeviceName;
  readonly place: 0 | 1;
  readonly day: Day;
}

/** The way out of a visit: the invoice is issued and paid, and the booking is done. */
export function settle({ visit }: Settling, at: Instant): void {
  const { show, plan } = visit;
  const { seat, bill, pet } = plan;
  const till: Till = { show, desk: visit.desk, place: seat.place, day: seat.day };
  const invoice = openOf(show, visitInvoiceId(visit.booking.id));
  const due = toPay(invoice);
  const [method] = bill.payments;
  if (method === 'WALLET') {
    deposit(till, pet.owner, plusMinutes(at, -0.5), enough(firstPart(due, bill.payments.length), seat.minute));
  }
  const by = bill.onAccount ? 'MANAGER' : deskPost(show.branch.timeline, show.place(seat.place), seat.day);
  const command = bill.onAccount ? 'payments.putOnAccount' : 'payments.take';
  const paid = show.stage.act(command, show.scene(by, visit.desk, at, seat.place), (act) => {
    const wishes = bill.onAccount
      ? [{ method: 'ON_ACCOUNT' as const, amount: due }]
      : bill.payments.map((each, index) =>
          wishOf(each, partOf(due, index, bill.payments.length), act, index < bill.payments.length - 1),
        );
    const closed = pay(till, act, invoice, wishes, visit.package);
    visit.advance(act, { to: 'COMPLETED' }, show.cast.party(by, show.place(seat.place).id), { kind: 'SETTLED' });
    return closed;
  });
  if (bill.refund === 'WALLET') refund(till, plusMinutes(at, 6), paid, 'WALLET');
}

/** Issues and pays an invoice, with the packages it sells or is covered by. */
export function pay(
  till: Till,
  act: Act,
  invoice: Invoice,
  wishes: readonly PaymentWish[],
  covering?: ClientPackage['id'],
): Invoice {
  const { show, desk, day } = till;
  const date = show.date(day);
  const request = {
    invoice,
    issue: { sale: act.id<'Entry'>(), number: show.invoiceNumber(desk), date },
    entries: show.cash.entriesOfInvoice(invoice.id),
    templates: [show.catalogue.package('NAIL-5'), show.catalogue.package('SPA-5')],
    packages: covering === undefined ? [] : [show.cash.package(covering)],
    payments: wishes.map((wish) => ({ id: act.id<'Payment'>(), wish })),
  };
  const made = granted(checkOut(request, contextOf(till, act, invoice)));
  act.put(invoices, made.invoice);
  show.cash.keep(act, made.entries);
  return made.invoice;
}

function contextOf({ show, desk, place, day }: Till, { stamp }: Act, { client }: Invoice): PaymentContext {
  const approvedBy =
    stamp.by.kind === 'STAFF' && stamp.by.staff === show.branch.staff('MANAGER') ? stamp.by.staff : null;
  return {
    stamp,
    location: show.place(place).id,
    date: show.date(day),
    till: show.cash.till(desk),
    wallet: client === null ? undefined : { balance: show.cash.balance(client), freshness: { kind: 'ONLINE' } },
    credit: { on: true, approvedBy },
    coin: 1,
  };
}

/** Whoever pays a part in cash gives exactly that; whoever pays all of it gets change. */
export function wishOf(method: Method, amount: Money, { id, now }: Act, isPart = false): PaymentWish {
  switch (method) {
    case 'CASH':
      return { method, tendered: isPart ? amount : money(Math.ceil(amount.minor / 50_000) * 50_000, amount.currency) };
    case 'CARD':
      return { method, amount, slip: id<'Slip'>().slice(-6) };
    case 'ONLINE':
      return { method, amount, gatewayId: `demo-${id<'Gateway'>()}`, paidAt: now };
    case 'WALLET':
      return { method, amount };
    case 'TRANSFER':
      return { method, amount, reference: `PP ${id<'Transfer'>().slice(-5)}` };
  }
}

/** What the client has to pay: all but what package or plan pay for. */
export function toPay(invoice: Invoice): Money {
  const { lines, total } = priceInvoice(invoice);
  return subtract(
    total,
    sum(
      lines.map(({ covered }) => covered),
      invoice.currency,
    ),
  );
}

export function openOf(show: Show, id: Invoice['id']): Invoice {
  const document = show.stage.get(invoices, id);
  return present(document.kind === 'INVOICE' ? document : undefined, 'an invoice');
}

/** A split payment: a round sum first, then the rest. */
function partOf(due: Money, index: number, count: number): Money {
  if (count === 1) return due;
  const first = firstPart(due, count);
  return index === 0 ? first : subtract(due, first);
}

function firstPart(due: Money, count: number): Money {
  return count === 1 ? due : money(Math.max(10_000, Math.floor(due.minor / 2 / 10_000) * 10_000), due.currency);
}

/** A little more than is needed, so that something stays in the wallet. */
function enough(amount: Money, salt: number): Money {
  return money(Math.ceil(amount.minor / 10_000) * 10_000 + 10_000 + (salt % 7) * 10_000, amount.currency);
}

export function deposit(till: Till, owner: OwnerPlan, at: Instant, amount: Money): void {
  const { show, desk, place, day } = till;
  const by = deskPost(show.branch.timeline, show.place(place), day);
  show.stage.act('wallets.deposit', show.scene(by, desk, at, place), (act) => {
    const request = { id: act.id<'Entry'>(), client: owner.id, amount, way: { method: 'CARD' as const } };
    const context = { stamp: act.stamp, location: show.place(place).id, date: show.date(day) };
    show.cash.keep(act, [granted(depositToWallet(request, show.cash.till(desk), context))]);
  });
}

/** Something of a paid invoice is taken back, and its money goes back the same way or into the wallet. */
export function refund(till: Till, at: Instant, invoice: Invoice, to: 'SAME_WAY' | 'WALLET'): void {
  const { show, desk, place, day } = till;
  const context = { location: show.place(place).id, date: show.date(day) };
  const reason = show.branch.say({ ru: 'Возврат по просьбе клиента', en: 'Returned at the client’s request' });
  const line = present('totals' in invoice.state ? invoice.state.totals.lines[0] : undefined, 'a line');
  const payment = present(
    show.cash.entriesOfInvoice(invoice.id).find((entry) => entry.kind === 'PAYMENT'),
    'a payment',
  );
  if (payment.kind !== 'PAYMENT') return;
  const most = smallerOf(line.amount, payment.amount);
  const amount = to === 'SAME_WAY' ? most : money(Math.max(100, Math.floor(most.minor / 4)), most.currency);
  // Credit notes have numbers of the second desk of the first place, so that the older desk's count stays as printed.
  const series: DeviceName = desk === 'DK-A' ? 'DK-B' : desk;
  show.stage.act('invoices.credit', show.scene('MANAGER', desk, at, place), (act) => {
    const { stamp } = act;
    const request = {
      id: act.id<'CreditNote'>(),
      entry: act.id<'Entry'>(),
      number: show.invoiceNumber(series),
      date: context.date,
      reason,
      lines: [{ line: line.line, amount }],
    };
    const { creditNote, entry } = granted(creditInvoice(invoice, [], request, stamp));
    act.put(invoices, creditNote);
    show.cash.keep(act, [entry]);
  });
  show.stage.act('payments.refund', show.scene('MANAGER', desk, plusMinutes(at, 1), place), (act) => {
    const { stamp } = act;
    const entries = show.cash.entriesOfInvoice(invoice.id);
    const claim = claimOf(invoice);
    const request = { id: act.id<'Entry'>(), amount, to, reference: '', reason };
    const full = { ...context, stamp, till: show.cash.till(desk), entriesOfTill: show.cash.entriesOfTill(desk) };
    show.cash.keep(act, [
      granted(refundPayment(claim, invoiceStanding(claim, entries), payment, entries, request, full)),
    ]);
  });
}

/** A visit of a package that did not take place is used up, as this clinic has decided. */
export function usedUnseen(visit: StagedVisit, id: ClientPackage['id'], act: Act): void {
  const { show, plan } = visit;
  const { bought, entries } = show.cash.package(id);
  const context = { stamp: act.stamp, location: show.place(plan.seat.place).id, date: show.date(plan.seat.day) };
  const policy = { noShowUses: true, lateCancelUses: true };
  show.cash.keep(act, endReservation(bought, entries, visit.booking.id, 'NO_SHOW', policy, context));
}
