import { present } from '../base/assert.ts';
import { addMonths } from '../base/civil-date.ts';
import { epochMilliseconds, type Instant } from '../base/instant.ts';
import type { AuditEntry } from '../domain/accounts/audit-entry.ts';
import type { Series } from '../domain/accounts/device-series.ts';
import type { CollectionName } from '../domain/collection-key.ts';
import type { DemoOptions } from './demo-options.ts';
import { Branch } from './organisation/branch.ts';
import {
  announce,
  type Catalogue,
  furnish,
  priceChange,
  raisePrices,
  writeCatalogue,
} from './organisation/catalogue.ts';
import { promotionCodes, promotionDays } from './organisation/offers.ts';
import { foundOrganisation, openPlaces } from './organisation/settings.ts';
import { hire } from './organisation/staff.ts';
import { planPets, type PetPlan } from './plan/animals.ts';
import { planBills } from './plan/bills.ts';
import { planBook } from './plan/book.ts';
import { planDoses } from './plan/doses.ts';
import { planGoods } from './plan/goods.ts';
import { planOwners } from './plan/people.ts';
import { planReminders } from './plan/reminders.ts';
import { demoMinute } from './plan/today.ts';
import { planVisits } from './plan/visits.ts';
import type { VisitPlan } from './plan/visit-plan.ts';
import { StagedVisit } from './play/booking-scenes.ts';
import { goodsMove } from './play/goods-scenes.ts';
import { usedUnseen } from './play/money-scenes.ts';
import { ownerComes, petComes, weighed } from './play/people-scenes.ts';
import { planShifts } from './play/roster-scenes.ts';
import { Script } from './play/script.ts';
import { Show } from './play/show.ts';
import { type DemoDocument, Stage } from './play/stage.ts';
import { alerts, conversations, enquiries, remindersGoOut } from './play/talk-scenes.ts';
import { packageId, planMonths, sale, subscription, subscriptionOf, tillDays, walletMove } from './play/till-scenes.ts';
import { copyDose } from './play/vaccination-scenes.ts';
import { visitHappens } from './play/visit-scenes.ts';
import { Timeline } from './timeline.ts';

export type { DemoDocument } from './play/stage.ts';

/** A part of the demo: documents that will not change any more, in the order in which they came about. */
export interface DemoBatch {
  readonly documents: readonly DemoDocument[];
  readonly audit: readonly AuditEntry[];
  readonly files: readonly { readonly hash: string; readonly content: string }[];
  /** How far it is, from 0 to 1. */
  readonly done: number;
}

/** When the demo's clock begins to tick. */
export function demoStart(options: DemoOptions): Instant {
  const branch = new Branch(0, options, new Timeline(options.today));
  return branch.timeline.at(0, demoMinute, branch.places[0].zone);
}

/**
 * The demo clinic, part by part: eighteen months of a clinic, played through its own rules. The same options give the
 * same documents. Parts are handed out as soon as they are settled, so that a chain of ten needs no more memory than one.
 */
export function* demoClinic(options: DemoOptions): Generator<DemoBatch> {
  const timeline = new Timeline(options.today);
  let catalogue: Catalogue | undefined;
  const series: Series[] = [];
  for (let index = 0; index < options.scale; index++) {
    const branch = new Branch(index, options, timeline);
    const play = new BranchPlay(branch, catalogue, series);
    ({ catalogue } = play);
    for (const batch of play.run()) yield { ...batch, done: (index + batch.done) / options.scale };
  }
}

/** Collections of which nothing is asked for again once it is old. */
const settling: readonly CollectionName[] = ['ledger', 'stock', 'bookings', 'records', 'shifts'];
const settledDays = 75;
const cuesPerBatch = 4_000;

class BranchPlay {
  readonly catalogue: Catalogue;
  readonly #stage: Stage;
  readonly #script = new Script();
  readonly #show: Show;
  #files = 0;

  constructor(branch: Branch, known: Catalogue | undefined, series: Series[]) {
    const { timeline, places } = branch;
    const at = (minute: number): Instant => timeline.at(timeline.first - 1, minute, places[0].zone);
    this.#stage = new Stage(branch);
    const cast = hire(branch, this.#stage, at(480));
    if (known === undefined) foundOrganisation(branch, this.#stage, cast, at(560));
    const devices = openPlaces(branch, this.#stage, cast, at(570), series);
    series.push(...devices.map((device) => device.series));
    this.catalogue = known ?? writeCatalogue(branch, this.#stage, cast, at(660));
    furnish(branch, this.#stage, cast, this.catalogue, at(730));
    this.#show = new Show(branch, this.#stage, this.#script, cast, this.catalogue, devices);
    if (known === undefined) this.#keepPrices();
    this.#write();
  }

  *run(): Generator<DemoBatch> {
    const { first } = this.#show.branch.timeline;
    const [start, end] = [
      epochMilliseconds(this.#show.moment(first, 0, 0)),
      epochMilliseconds(this.#show.moment(0, demoMinute, 0)),
    ];
    for (const at of this.#script.play(cuesPerBatch)) {
      yield this.#batch(
        this.#stage.settled(settling, at, settledDays),
        Math.min(1, (epochMilliseconds(at) - start) / (end - start)),
      );
    }
    yield this.#batch(this.#stage.rest(), 1);
  }

  #batch(documents: readonly DemoDocument[], done: number): DemoBatch {
    const files = [...this.#show.files].slice(this.#files);
    this.#files += files.length;
    return {
      documents,
      audit: this.#stage.takeAudit(),
      files: files.map(([hash, content]) => ({ hash, content })),
      done,
    };
  }

  /** This year's prices, and promotions as they were announced. */
  #keepPrices(): void {
    const show = this.#show;
    const { branch, stage, cast } = show;
    show.at(priceChange.entered, 630, 1, (at) => raisePrices(branch, stage, cast, this.catalogue, at));
    for (const code of promotionCodes) {
      const day = branch.timeline.example(promotionDays[code][0]) - 6;
      show.at(day, 640, 1, (at) => announce(branch, stage, cast, this.catalogue, code, at));
    }
  }

  #write(): void {
    const show = this.#show;
    const { branch } = show;
    const { timeline } = branch;
    const owners = planOwners(branch);
    const pets = planPets(branch, owners);
    const doses = planDoses(branch, pets);
    const { visits, packages } = planVisits(branch, pets, doses);
    const prescribed = planBook(branch, visits);
    const bills = planBills(branch, pets, visits, packages);
    const dues = new Map(
      doses.visits.flatMap((visit) =>
        visit.doses.flatMap((dose) =>
          dose.vaccine === 'V-RAB' ? [[dose.pet, dose.due ?? nextYear(timeline, dose.day)] as const] : [],
        ),
      ),
    );
    const reminders = planReminders(branch, visits, doses, (pet) => present(dues.get(pet), 'a due day'));
    planShifts(show);
    tillDays(show);
    for (const [index, owner] of owners.entries()) ownerComes(show, owner, 551 + (index % 90));
    const later = laterPlan(visits, pets);
    for (const [index, pet] of pets.entries()) petComes(show, pet, 645 + (index % 300), later);
    for (const dose of doses.elsewhere.toSorted((a, b) => a.day - b.day)) copyDose(show, dose);
    goodsMove(show, planGoods(branch, visits, prescribed, bills.sales));
    for (const plan of bills.subscriptions) subscription(show, plan);
    planMonths(show, bills.subscriptions);
    let uses = 0;
    const staged = new Map<VisitPlan, StagedVisit>(visits.map((plan) => [plan, new StagedVisit(show, plan)]));
    for (const [plan, visit] of staged) {
      visitHappens(visit, prescribed.get(plan) ?? [], {
        packageId: (number) => packageId(show, number),
        subscription: (pet) => subscriptionOf(show, pet),
        promotions: () => uses++,
        endPackageVisit: usedUnseen,
      });
    }
    for (const [index, plan] of bills.sales.entries()) sale(show, plan, packages, index);
    for (const move of bills.walletMoves) walletMove(show, move);
    for (const [pet, day] of weighings(visits, pets)) weighed(show, pet, day);
    remindersGoOut(show, reminders, staged);
    enquiries(
      show,
      owners.filter(({ since }) => since < -8),
    );
    conversations(
      show,
      owners.filter(({ since }) => since < -20),
      [...staged.values()],
    );
    alerts(show);
  }
}

function nextYear(timeline: Timeline, day: number): number {
  return timeline.dayOf(addMonths(timeline.date(day), 12));
}

/** Who gets chip and passport here on a visit, and the pair of booklets with one number. */
function laterPlan(visits: readonly VisitPlan[], pets: readonly PetPlan[]) {
  const chips = new Set(
    visits.flatMap(({ service, ending, pet }) => (service === 'CHIP' && ending === 'COMPLETED' ? [pet] : [])),
  );
  const passports = new Set(
    visits.flatMap(({ service, ending, pet }) => (service === 'PASS' && ending === 'COMPLETED' ? [pet] : [])),
  );
  const brought = pets.filter((pet) => pet.hasPassport && !passports.has(pet)).toSorted((a, b) => a.since - b.since);
  const [first, last] = [brought[1], brought.at(-1)];
  const sameNumber = new Map(first === undefined || last === undefined ? [] : [[last, first] as const]);
  return { chips, passports, sameNumber };
}

/** Everybody has at least three weights: who was here less often was put on the scales in between. */
function weighings(visits: readonly VisitPlan[], pets: readonly PetPlan[]): (readonly [PetPlan, number])[] {
  const counts = new Map<PetPlan, number>();
  for (const { pet, record } of visits) if (record !== 'NONE') counts.set(pet, (counts.get(pet) ?? 0) + 1);
  return pets.flatMap((pet) => {
    const missing = Math.max(0, 2 - (counts.get(pet) ?? 0));
    const until = pet.deceased ?? 0;
    return Array.from(
      { length: missing },
      (_, index) => [pet, Math.floor(pet.since + ((until - pet.since) * (index + 1)) / (missing + 1))] as const,
    );
  });
}
