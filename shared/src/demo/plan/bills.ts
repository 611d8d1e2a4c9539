import { BrokenPromise, present } from '../../base/assert.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import { chosen } from '../choices.ts';
import { type PlanCode, promotionDays } from '../organisation/offers.ts';
import type { Branch } from '../organisation/branch.ts';
import { isOpen } from '../organisation/roster.ts';
import type { Day } from '../timeline.ts';
import type { PetPlan } from './animals.ts';
import type { OwnerPlan } from './people.ts';
import type { PackagePlan } from './visits.ts';
import type { Method, VisitPlan } from './visit-plan.ts';

/** A wellness plan of an animal, and how often it was invoiced. */
export interface SubscriptionPlan {
  readonly pet: PetPlan;
  readonly code: PlanCode;
  readonly from: Day;
  readonly paused?: Day;
  readonly ended?: Day;
  /** The last month was never paid. */
  readonly owes: boolean;
}

/** Something sold over the counter. */
export interface SalePlan {
  readonly place: 0 | 1;
  readonly day: Day;
  readonly minute: number;
  readonly owner?: OwnerPlan;
  readonly goods: readonly { readonly product: string; readonly quantity: number }[];
  /** The number of the package that is sold instead of goods. */
  readonly package?: number;
  readonly method: Method;
  readonly isReturned: boolean;
  desk: VisitPlan['bill']['desk'];
}

/** Money put into a wallet or taken out of it at the desk. */
export interface WalletMove {
  readonly owner: OwnerPlan;
  readonly day: Day;
  readonly minute: number;
  readonly kind: 'DEPOSIT' | 'WITHDRAWAL' | 'CORRECTION';
  readonly amount: number;
}

export interface BillsPlan {
  readonly subscriptions: readonly SubscriptionPlan[];
  readonly sales: readonly SalePlan[];
  readonly walletMoves: readonly WalletMove[];
}

/** Who pays what and how, dealt out to the figures. Writes the bills of the visits and makes everything beside them. */
export function planBills(
  branch: Branch,
  pets: readonly PetPlan[],
  visits: readonly VisitPlan[],
  packages: readonly PackagePlan[],
): BillsPlan {
  const { figures, timeline } = branch;
  const chooser = branch.chooser('bills');
  const completed = visits.filter(({ ending }) => ending === 'COMPLETED');
  const unclaimed = completed.filter(({ bill }) => bill.cover === 'NOTHING');
  const subscriptions = planSubscriptions(branch, pets);
  coverByPlans(subscriptions, unclaimed, figures.planVisits);
  const debtors = new Set(subscriptions.filter(({ owes }) => owes).map(({ pet }) => pet.owner));
  const paying = unclaimed.filter(({ bill }) => bill.cover === 'NOTHING');
  for (const visit of chooser.shuffled(paying)) {
    if (debtors.size >= figures.debts.onAccount + figures.debts.unpaidPlan) break;
    const { owner } = visit.pet;
    if (debtors.has(owner) || owner.hasWallet || visit.seat.day > -10 || visit.seat.place !== 0) continue;
    visit.bill.onAccount = true;
    debtors.add(owner);
  }
  const paid = paying.filter(({ bill }) => !bill.onAccount);
  const autumn = timeline.example(promotionDays.AUTUMN500[0]);
  const dear = paid.filter(
    ({ seat, service }) => seat.day >= autumn && ['CONS-1', 'US-ABD', 'DENT', 'VAC-CPX'].includes(service),
  );
  for (const visit of chosen(chooser, dear, branch.index === 0 ? figures.promotionUses : 0)) {
    visit.bill.promotion = true;
  }
  dealPayments(branch, chooser, paid);
  const wallet = planWallets(
    branch,
    chooser,
    paid,
    pets.map(({ owner }) => owner),
  );
  const sales = planSales(branch, chooser, pets, packages);
  dealDesks(branch, chooser, completed, sales);
  return { subscriptions, walletMoves: wallet, sales: dealMethods(branch, chooser, paid, sales) };
}

/** Plans of all three kinds, of which some are paused or ended, charged as often as the figures say. */
function planSubscriptions(branch: Branch, pets: readonly PetPlan[]): SubscriptionPlan[] {
  const { figures, timeline } = branch;
  const { active, paused, ended } = figures.subscriptions;
  const chooser = branch.chooser('plans');
  const fit = pets.filter(
    (pet) =>
      (pet.species === 'DOG' || pet.species === 'CAT') && pet.deceased === undefined && pet.owner.sameAs === undefined,
  );
  const known = fit.filter((pet) => pet.since < -430);
  const oneEach = known.filter((pet, index) => known.findIndex(({ owner }) => owner === pet.owner) === index);
  const holders = chosen(chooser, oneEach, active + paused + ended);
  const firsts = Array.from({ length: -timeline.first + 1 }, (_, index) => timeline.first + index).filter(
    (day) => day <= 0 && timeline.isFirstOfMonth(day),
  );
  const months = dealtMonths(chooser, holders.length, figures.planInvoices, 10);
  const owing = new Set(
    chosen(
      chooser,
      holders.slice(0, active).filter(({ owner }) => !owner.hasWallet),
      figures.debts.unpaidPlan,
    ).map(({ id }) => id),
  );
  return holders.map((pet, index) => {
    const count = present(months[index], 'months');
    const isRunning = index < active;
    const skipped = isRunning ? 0 : chooser.between(1, 3);
    const start = present(firsts[firsts.length - count - skipped], 'a first month');
    const stop = present(isRunning ? 0 : firsts[firsts.length - skipped], 'a last month') - 6;
    const owes = owing.has(pet.id);
    return {
      pet,
      code: pet.species === 'CAT' ? 'ADULT-CAT' : pet.born > -900 ? 'PUPPY' : 'SENIOR',
      from: start - chooser.between(2, 12),
      owes,
      ...(isRunning ? {} : index < active + paused ? { paused: stop } : { ended: stop }),
    };
  });
}

/** So many numbers from 1 to `most` that add up to a sum. */
function dealtMonths(chooser: SeededChooser, count: number, sum: number, most: number): number[] {
  const months = Array.from({ length: count }, () => 1);
  for (let left = sum - count; left > 0;) {
    const index = chooser.between(0, count - 1);
    if ((months[index] ?? most) >= most) continue;
    months[index] = (months[index] ?? 0) + 1;
    left--;
  }
  return months;
}

/** The first check-up of a plan's year is paid by the plan. */
function coverByPlans(subscriptions: readonly SubscriptionPlan[], visits: readonly VisitPlan[], count: number): void {
  let left = count;
  for (const { pet, from, paused, ended } of subscriptions) {
    const until = Math.min(paused ?? 0, ended ?? 0);
    const visit = visits.find(
      (each) =>
        each.pet === pet &&
        each.where === 'IN_CLINIC' &&
        each.prescriptions === 0 &&
        (each.service === 'CONS-1' || each.service === 'CONS-2') &&
        each.seat.day > from + 1 &&
        each.seat.day < until,
    );
    if (left === 0 || visit === undefined) continue;
    visit.bill.cover = 'PLAN';
    left--;
  }
  if (left > 0) throw new BrokenPromise('there are too few visits for the plans');
}

/** How many payments each paid visit has: one, or two where a sum was split. */
function dealPayments({ figures }: Branch, chooser: SeededChooser, paid: readonly VisitPlan[]): void {
  const { CARD, CASH, ONLINE, WALLET, TRANSFER } = figures.payments;
  const others = figures.retailSales + figures.planInvoices - figures.debts.unpaidPlan;
  const splits = CARD + CASH + ONLINE + WALLET + TRANSFER - others - paid.length;
  for (const visit of paid) visit.bill.payments = ['CARD'];
  for (const visit of chosen(
    chooser,
    paid.filter(({ service }) => service !== 'NAIL'),
    splits,
  )) {
    visit.bill.payments = ['CARD', 'CARD'];
  }
}

/**
 * Wallets: every payment from one follows a deposit that covers it; owners who have not used theirs yet made one
 * deposit, and some took a little out again or had it set right.
 */
function planWallets(
  { figures }: Branch,
  chooser: SeededChooser,
  paid: readonly VisitPlan[],
  all: readonly OwnerPlan[],
): WalletMove[] {
  const { walletEntries, wallets, payments } = figures;
  const idle = walletEntries.deposits - payments.WALLET;
  const byOwner = Map.groupBy(
    paid.filter(({ pet, bill }) => pet.owner.hasWallet && !bill.promotion),
    ({ pet }) => pet.owner,
  );
  const owners = [...byOwner].toSorted(([, a], [, b]) => b.length - a.length);
  const spenders = owners.slice(0, wallets - idle);
  const spending = new Set(spenders.map(([owner]) => owner));
  const saving = [...new Set(all)].filter((owner) => owner.hasWallet && !spending.has(owner));
  let left = payments.WALLET;
  const used: VisitPlan[] = [];
  for (let round = 0; left > 0 && round < 40; round++) {
    for (const [, visits] of spenders) {
      const visit = visits[round];
      if (visit === undefined || left === 0) continue;
      visit.bill.payments = visit.bill.payments.length === 2 ? ['WALLET', 'CARD'] : ['WALLET'];
      used.push(visit);
      left--;
    }
  }
  if (left > 0) throw new BrokenPromise('there are too few visits for the wallets');
  for (const visit of chosen(
    chooser,
    used.filter(({ bill }) => bill.payments.length === 1),
    walletEntries.refunds,
  )) {
    visit.bill.refund = 'WALLET';
  }
  return idleMoves(chooser, saving, idle, walletEntries);
}

function idleMoves(
  chooser: SeededChooser,
  owners: readonly OwnerPlan[],
  idle: number,
  entries: Branch['figures']['walletEntries'],
): WalletMove[] {
  if (owners.length < idle) throw new BrokenPromise('there are too few owners with a wallet');
  return owners.slice(0, idle).flatMap((owner, index): WalletMove[] => {
    const day = Math.max(-chooser.between(20, 160), owner.since + 2);
    const move = (kind: WalletMove['kind'], after: number, amount: number): WalletMove => ({
      owner,
      day: day + after,
      minute: 690 + (index % 12) * 5,
      kind,
      amount,
    });
    return [
      move('DEPOSIT', 0, chooser.between(10, 60) * 100),
      ...(index < entries.withdrawals ? [move('WITHDRAWAL', 7, chooser.between(1, 6) * 100)] : []),
      ...(index >= idle - entries.corrections ? [move('CORRECTION', 6, chooser.pick([-50, 50, 100, -100, 150]))] : []),
    ];
  });
}

const counter = [
  'A-PRZ',
  'A-MILB',
  'A-AFOX',
  'A-SEL',
  'A-FIP',
  'A-IMID',
  'D-REN',
  'D-URI',
  'D-GI',
  'D-RECO',
  'R-SHAM',
  'R-TREAT',
] as const;

function planSales(
  branch: Branch,
  chooser: SeededChooser,
  pets: readonly PetPlan[],
  packages: readonly PackagePlan[],
): SalePlan[] {
  const { figures, timeline } = branch;
  const owners = [...new Set(pets.map(({ owner }) => owner))];
  const sales: SalePlan[] = packages.map(({ pet, sold }, index) => ({
    place: 0,
    day: sold,
    minute: chooser.between(600, 1060),
    owner: pet.owner,
    goods: [],
    package: index,
    method: 'CARD',
    isReturned: false,
    desk: 'DK-B',
  }));
  while (sales.length < figures.retailSales) {
    const place = chooser.chance(0.75) ? 0 : 1;
    const day = chooser.between(timeline.first + 3, -1);
    if (!isOpen(timeline, branch.places[place], day)) continue;
    const owner = chooser.chance(0.6) ? chooser.pick(owners) : undefined;
    const codes = [...new Set(Array.from({ length: chooser.between(1, 3) }, () => chooser.pick(counter)))];
    sales.push({
      place,
      day,
      minute: chooser.between(615, 1055),
      ...(owner === undefined || owner.since >= day ? {} : { owner }),
      goods: codes.map((product) => ({
        product,
        quantity: product === 'D-RECO' || product.startsWith('A-PRZ') ? chooser.between(1, 4) : 1,
      })),
      method: 'CARD',
      isReturned: false,
      desk: place === 1 ? 'DK-C' : 'DK-B',
    });
  }
  const goods = sales.filter((sale) => sale.package === undefined);
  const returned = new Set(chosen(chooser, goods, figures.refunds - figures.walletEntries.refunds));
  return sales.map((sale) => (returned.has(sale) ? { ...sale, isReturned: true } : sale));
}

/** The older desk of the first place has printed fewer invoices: 417 by the examples' morning. */
function dealDesks(
  { figures }: Branch,
  chooser: SeededChooser,
  visits: readonly VisitPlan[],
  sales: readonly SalePlan[],
): void {
  const atFirst = [...visits.filter(({ seat }) => seat.place === 0), ...sales.filter(({ place }) => place === 0)];
  const chosenOnes = new Set<VisitPlan | SalePlan>(
    chosen(chooser, atFirst, Math.round((417 * figures.signedRecords) / 2760)),
  );
  for (const visit of visits) if (chosenOnes.has(visit)) visit.bill.desk = 'DK-A';
  for (const sale of sales) if (chosenOnes.has(sale)) sale.desk = 'DK-A';
}

/** Cards, cash and online payments, as often as the figures have them; wallets and plans have theirs already. */
function dealMethods(
  { figures }: Branch,
  chooser: SeededChooser,
  paid: readonly VisitPlan[],
  sales: readonly SalePlan[],
): SalePlan[] {
  const { payments, planInvoices, debts } = figures;
  let online = payments.ONLINE + payments.TRANSFER - (planInvoices - debts.unpaidPlan);
  for (const { bill, source } of paid) {
    if (online === 0 || source !== 'ONLINE' || bill.payments.length !== 1 || bill.payments[0] !== 'CARD') continue;
    bill.payments = ['ONLINE'];
    online--;
  }
  const deck = chooser.shuffled([
    ...Array.from({ length: payments.CARD }, () => 'CARD' as const),
    ...Array.from({ length: payments.CASH }, () => 'CASH' as const),
  ]);
  const deal = (): Method => present(deck.pop(), 'a payment');
  for (const { bill } of paid) bill.payments = bill.payments.map((method) => (method === 'CARD' ? deal() : method));
  return sales.map((sale) => ({ ...sale, method: deal() }));
}
