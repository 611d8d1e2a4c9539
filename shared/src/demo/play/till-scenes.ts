import { present } from '../../base/assert.ts';
import { add, money } from '../../base/money.ts';
import { openInvoice } from '../../domain/invoices/invoice-rules.ts';
import { type Invoice, invoices, type Subscription } from '../../domain/invoices/invoice.ts';
import { packageLine, productLine } from '../../domain/invoices/make-lines.ts';
import { changeSubscription, monthlyInvoices, subscribe } from '../../domain/invoices/subscription-rules.ts';
import { priceOn } from '../../domain/catalogue/prices.ts';
import { fullName } from '../../domain/people/person-name.ts';
import { quantity } from '../../base/quantity.ts';
import { quote } from '../../domain/catalogue/quote-rules.ts';
import { currentWeight } from '../../domain/pets/weight.ts';
import { tillFigures } from '../../domain/ledger/till-figures.ts';
import { closeTill, moveCash, openTill } from '../../domain/ledger/till-rules.ts';
import { correctWallet, withdrawFromWallet } from '../../domain/ledger/wallet-rules.ts';
import type { ClientPackage } from '../../domain/ledger/ledger.ts';
import { chosen } from '../choices.ts';
import { demoId } from '../demo-ids.ts';
import { deskDevices, type DeviceName } from '../organisation/branch.ts';
import { deskPost, isOpen, openingHours } from '../organisation/roster.ts';
import type { SalePlan, SubscriptionPlan, WalletMove } from '../plan/bills.ts';
import type { PetPlan } from '../plan/animals.ts';
import type { PackagePlan } from '../plan/visits.ts';
import type { Day } from '../timeline.ts';
import { deposit, openOf, pay, refund, type Till, toPay, wishOf } from './money-scenes.ts';
import type { Show } from './show.ts';
import { type Act, granted } from './stage.ts';
import { plusMinutes } from '../../base/instant.ts';

const float = money(500_000, 'RUB');

/** Every desk opens its till in the morning and counts it in the evening; now and then a little is missing. */
export function tillDays(show: Show): void {
  const { branch } = show;
  const { timeline } = branch;
  const days = deskDevices.flatMap((device) => {
    const place = branch.placeOf(device);
    const all = Array.from({ length: -timeline.first + 1 }, (_, index) => timeline.first + index);
    return all.filter((day) => isOpen(timeline, place, day)).map((day) => ({ device, day }));
  });
  const uneven = new Set(
    chosen(
      branch.chooser('tills'),
      days.filter(({ day }) => day < 0),
      branch.figures.tillDifferences,
    ),
  );
  for (const entry of days) {
    const difference = uneven.has(entry) ? [-2000, 1500, -5000, 10_000, -20_000][Math.abs(entry.day) % 5] : 0;
    tillDay(show, entry.device, entry.day, difference ?? 0);
  }
}

function tillDay(show: Show, device: DeviceName, day: Day, difference: number): void {
  const place = show.branch.placeOf(device);
  const hours = present(openingHours[place.index][show.branch.timeline.weekday(day) - 1] ?? undefined, 'hours');
  const post = deskPost(show.branch.timeline, place, day);
  const context = (act: Act) => ({ stamp: act.stamp, location: place.id, date: show.date(day) });
  show.at(day, hours[0] - 5, place.index, (at) =>
    show.stage.act('till.open', show.scene(post, device, at, place.index), (act) => {
      const shift = granted(
        openTill({ id: act.id<'Till'>(), desk: show.branch.device(device), float }, undefined, [], context(act)),
      );
      show.cash.keep(act, [shift]);
      show.cash.openTill(device, shift);
    }),
  );
  if (day === 0) return;
  show.at(day, hours[1] + 14, place.index, (at) => {
    const figures = (): ReturnType<typeof tillFigures> =>
      tillFigures(present(show.cash.till(device), 'a till'), show.cash.entriesOfTill(device));
    const spare = Math.floor((figures().cashExpected.minor - 500_000) / 100_000) * 100_000;
    if (spare > 0) {
      show.stage.act('till.payOut', show.scene(post, device, at, place.index), (act) => {
        const move = {
          id: act.id<'Entry'>(),
          direction: 'OUT' as const,
          purpose: 'COLLECTION' as const,
          amount: money(spare, 'RUB'),
          note: '',
        };
        show.cash.keep(act, [
          granted(moveCash(move, show.cash.till(device), show.cash.entriesOfTill(device), context(act))),
        ]);
      });
    }
    show.stage.act('till.closeZ', show.scene(post, device, plusMinutes(at, 3), place.index), (act) => {
      const counted = add(figures().cashExpected, money(difference, 'RUB'));
      const comment =
        difference === 0 ? '' : show.branch.say({ ru: 'Ошибка при размене', en: 'A slip when giving change' });
      show.cash.keep(act, [
        granted(closeTill({ counted, comment }, show.cash.till(device), show.cash.entriesOfTill(device), context(act))),
      ]);
      show.cash.closeTill(device);
    });
  });
}

/** Something is sold over the counter: goods off the shelf, or a package of visits. */
export function sale(show: Show, plan: SalePlan, packages: readonly PackagePlan[], index: number): void {
  const { place: placeIndex, day, minute, desk } = plan;
  const till: Till = { show, desk, place: placeIndex, day };
  const place = show.place(placeIndex);
  show.at(day, minute, placeIndex, (at) => {
    const by = deskPost(show.branch.timeline, place, day);
    const client = plan.owner === undefined ? undefined : show.client(plan.owner);
    const command = plan.package === undefined ? 'sales.sell' : 'packages.sell';
    const sold = show.stage.act(command, show.scene(by, desk, at, placeIndex), (act) => {
      const id = demoId('Invoice', show.branch.index, 'sale', index);
      const bought = plan.package === undefined ? undefined : packages[plan.package];
      const lines =
        bought === undefined ? goodsLines(show, act, plan, id) : [packageLineOf(show, act, bought, plan.package ?? 0)];
      const request = {
        id,
        purpose: { of: 'RETAIL' as const },
        location: place.id,
        date: show.date(day),
        client: client?.id ?? null,
        buyer: client === undefined ? '' : fullName(client.name, show.branch.language),
        currency: 'RUB' as const,
        lines,
      };
      const invoice = granted(openInvoice(request, act.stamp));
      return pay(till, act, invoice, [wishOf(plan.method, toPay(invoice), act)]);
    });
    if (plan.isReturned) refund(till, plusMinutes(at, 4), sold, 'SAME_WAY');
  });
}

function goodsLines(show: Show, act: Act, { goods, place: index, day }: SalePlan, invoice: Invoice['id']) {
  const place = show.place(index);
  return goods.map(({ product: code, quantity: count }) => {
    const product = show.catalogue.product(code);
    const { price } = granted(priceOn(product, show.catalogue.chain(place), show.date(day)));
    const id = act.id<'InvoiceLine'>();
    const about = { paper: 'INVOICE' as const, invoice, line: id };
    const moved = show.cupboard.take(act, show.date(day), {
      how: 'DISPENSE',
      product,
      quantity: quantity(count),
      stockroom: show.catalogue.stockroom(place).id,
      about,
      price,
    });
    const batches = moved.map(({ batch, quantity: amount }) => ({ batch, quantity: amount }));
    return granted(productLine(product, { price, quantity: quantity(count), batches }, id, act.stamp));
  });
}

export function packageId(show: Show, number: number): ClientPackage['id'] {
  return demoId('ClientPackage', show.branch.index, number);
}

/** Five visits for the price of four, at what one costs for this animal that day. */
function packageLineOf(show: Show, act: Act, { pet, service, sold }: PackagePlan, number: number) {
  const place = show.place(0);
  const priced = quote(
    {
      services: [{ service: show.catalogue.service(service), quantity: 1 }],
      location: place.id,
      species: pet.species,
      weight: currentWeight(show.pet(pet))?.kilograms ?? null,
      place: { kind: 'CLINIC' },
      chain: show.catalogue.chain(place),
      date: show.date(sold),
    },
    act.stamp,
  );
  const template = show.catalogue.package(service === 'NAIL' ? 'NAIL-5' : 'SPA-5');
  return granted(
    packageLine(
      template,
      { package: packageId(show, number), visitPrice: granted(priced).total },
      act.id<'InvoiceLine'>(),
      act.stamp,
    ),
  );
}

/** Owners fill their wallet, take a little out again, or have it set right. */
export function walletMove(show: Show, { owner, day, minute, kind, amount }: WalletMove): void {
  const wanted = [0, 1, 2, 3, 4, 5, 6]
    .map((step) => day + step)
    .find(
      (each) =>
        isOpen(show.branch.timeline, show.place(0), each) &&
        deskPost(show.branch.timeline, show.place(0), each) !== 'CHIEF',
    );
  const on = present(wanted, 'an open day');
  show.at(on, minute, 0, (at) => {
    const till: Till = { show, desk: 'DK-B', place: 0, day: on };
    if (kind === 'DEPOSIT') {
      deposit(till, owner, at, money(amount * 100, 'RUB'));
      return;
    }
    const command = kind === 'WITHDRAWAL' ? 'wallets.withdraw' : 'wallets.correct';
    show.stage.act(command, show.scene('MANAGER', 'DK-B', at, 0), (act) => {
      const context = { stamp: act.stamp, location: show.place(0).id, date: show.date(on) };
      const id = act.id<'Entry'>();
      if (kind === 'CORRECTION') {
        const reason = show.branch.say({ ru: 'Ошибка при зачислении', en: 'Booked wrongly before' });
        show.cash.keep(act, [
          granted(correctWallet({ id, client: owner.id, change: money(amount * 100, 'RUB'), reason }, context)),
        ]);
        return;
      }
      const request = { id, client: owner.id, amount: money(amount * 100, 'RUB'), way: { method: 'CARD' as const } };
      const wallet = { balance: show.cash.balance(owner.id), freshness: { kind: 'ONLINE' as const } };
      show.cash.keep(act, [
        granted(withdrawFromWallet(request, wallet, show.cash.till('DK-B'), show.cash.entriesOfTill('DK-B'), context)),
      ]);
    });
  });
}

/** A pet gets a wellness plan, which may be paused or ended again. */
export function subscription(show: Show, plan: SubscriptionPlan): void {
  const { pet, code, from, paused, ended } = plan;
  const scene = (at: Parameters<Show['scene']>[2]) => show.scene('MANAGER', 'DK-A', at, 0);
  show.at(from, 1052, 0, (at) =>
    show.stage.act('plans.subscribe', scene(at), ({ stamp, put }) => {
      const template = show.catalogue.plan(code);
      const monthly = granted(priceOn(template, show.catalogue.chain(show.place(0)), show.date(from))).price;
      const request = {
        id: subscriptionId(show, pet),
        location: show.place(0).id,
        date: show.date(from),
        client: pet.owner.id,
        pet: pet.id,
        species: pet.species,
        monthly,
      };
      put(invoices, granted(subscribe(template, request, stamp)));
    }),
  );
  const stop = paused ?? ended;
  if (stop === undefined) return;
  show.at(stop, 1053, 0, (at) =>
    show.stage.act(paused === undefined ? 'plans.end' : 'plans.pause', scene(at), ({ stamp, put }) => {
      const state =
        paused === undefined
          ? ({ status: 'ENDED', on: show.date(stop), reason: '' } as const)
          : ({ status: 'PAUSED', from: show.date(stop) } as const);
      put(invoices, granted(changeSubscription(subscriptionOf(show, pet), state, stamp)));
    }),
  );
}

export function subscriptionOf(show: Show, pet: PetPlan): Subscription {
  const found = show.stage.get(invoices, subscriptionId(show, pet));
  return present(found.kind === 'SUBSCRIPTION' ? found : undefined, 'a subscription');
}

function subscriptionId(show: Show, pet: PetPlan) {
  return demoId('Subscription', show.branch.index, pet.key);
}

/** On the first of a month all plans are invoiced and paid online; a few by bank, and the last month of some not at all. */
export function planMonths(show: Show, plans: readonly SubscriptionPlan[]): void {
  const { timeline, figures } = show.branch;
  const firsts = Array.from({ length: -timeline.first + 1 }, (_, index) => timeline.first + index).filter((day) =>
    timeline.isFirstOfMonth(day),
  );
  let transfers = figures.payments.TRANSFER;
  const owing = new Set(plans.filter(({ owes }) => owes).map(({ pet }) => subscriptionId(show, pet)));
  for (const day of firsts) {
    show.at(day, 540, 0, (at) => {
      const running = show.stage.all(invoices).filter((each) => each.kind === 'SUBSCRIPTION');
      const made = show.stage.act('invoices.addLine', show.scene('MANAGER', 'DK-C', at, 0), ({ stamp, put }) => {
        const buyer = ({ pet }: Subscription): string =>
          fullName(
            show.client(
              present(
                plans.find((each) => each.pet.id === pet),
                'a plan',
              ).pet.owner,
            ).name,
            show.branch.language,
          );
        const opened = monthlyInvoices(running, show.date(day), new Set(), buyer, stamp);
        for (const invoice of opened) put(invoices, invoice);
        return opened;
      });
      for (const [index, { id, purpose }] of made.entries()) {
        const isLast = day === firsts.at(-1);
        const isOwed = isLast && purpose.of === 'PLAN' && owing.has(purpose.subscription);
        const method = transfers > 0 && index === 0 ? 'TRANSFER' : 'ONLINE';
        if (!isOwed && method === 'TRANSFER') transfers--;
        show.stage.act('payments.take', show.scene('MANAGER', 'DK-C', plusMinutes(at, 1 + index / 60), 0), (act) => {
          const invoice = openOf(show, id);
          const wishes = isOwed ? [] : [wishOf(method, toPay(invoice), act)];
          pay({ show, desk: 'DK-C', place: 0, day }, act, invoice, wishes);
        });
      }
    });
  }
}
