import { BrokenPromise, present } from '../../base/assert.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import { chosen, dealt } from '../choices.ts';
import type { Branch } from '../organisation/branch.ts';
import { deskPost, isOpen } from '../organisation/roster.ts';
import type { Day } from '../timeline.ts';
import type { ServiceCode } from '../words/services.ts';
import { isThere, type PetPlan } from './animals.ts';
import { Calendar, mayDo, planOf, type Seat } from './calendar.ts';
import type { DosePlan, DosesPlan } from './doses.ts';
import { planToday } from './today.ts';
import { type Ending, newVisit, type VisitPlan } from './visit-plan.ts';

/** A package a client bought ahead: for which animal and service, when, and the visits it pays for. */
export interface PackagePlan {
  readonly pet: PetPlan;
  readonly service: 'NAIL' | 'SPA-BASE';
  readonly sold: Day;
}

export interface VisitsPlan {
  readonly visits: readonly VisitPlan[];
  readonly packages: readonly PackagePlan[];
}

/** All bookings of a branch: what came of the vaccination plan, what people bought ahead, and everything else. */
export function planVisits(branch: Branch, pets: readonly PetPlan[], doses: DosesPlan): VisitsPlan {
  const planner = new VisitPlanner(branch, pets, doses);
  const today = planToday(planner.calendar, planner.guests());
  for (const visit of doses.visits) planner.vaccination(visit.pet, visit.day, visit.doses, visit.anchor);
  const packages = planner.packages();
  planner.nursing();
  planner.atHome();
  planner.surgery();
  planner.everyPetOnce();
  planner.consultations();
  planner.unhappy();
  planner.upcoming();
  const visits = [...planner.visits, ...today];
  dealSources(branch, visits);
  return { visits: visits.toSorted((a, b) => a.seat.day - b.seat.day || a.seat.minute - b.seat.minute), packages };
}

class VisitPlanner {
  readonly calendar: Calendar;
  readonly visits: VisitPlan[] = [];
  readonly #branch: Branch;
  readonly #chooser: SeededChooser;
  readonly #pets: readonly PetPlan[];
  readonly #waiting: ReadonlySet<PetPlan>;
  readonly #left: number[];
  /** When each animal was here, so that nobody comes twice a day. */
  readonly #days = new Map<PetPlan, Set<Day>>();

  constructor(branch: Branch, pets: readonly PetPlan[], { waiting }: DosesPlan) {
    this.#branch = branch;
    this.#pets = pets;
    this.#waiting = waiting;
    this.calendar = new Calendar(branch);
    this.#chooser = branch.chooser('visits');
    this.#left = [...branch.figures.completedByPeriod];
  }

  /** Animals that may come today and in the next weeks: none whose vaccination reminders the examples count. */
  guests(): PetPlan[] {
    const fit = this.#pets
      .slice(3)
      .filter((pet) => pet.deceased === undefined && pet.since < -40 && !this.#waiting.has(pet));
    return this.#branch.chooser('guests').shuffled(fit.filter(({ owner }) => owner.sameAs === undefined));
  }

  vaccination(pet: PetPlan, day: Day, doses: readonly DosePlan[], anchor: Day | undefined): void {
    const service: ServiceCode = doses.every(({ vaccine }) => vaccine === 'V-RAB') ? 'VAC-RAB' : 'VAC-CPX';
    const seat =
      this.#seat(service, pet.owner.place, day) ?? present(this.#seat(service, 0, day), 'a time for a vaccination');
    this.#add(pet, seat, service, 'COMPLETED', { doses, ...(anchor === undefined ? {} : { anchor }) });
  }

  /** Packages of grooming and nail trims, and the visits they pay for; some were missed and are used all the same. */
  packages(): PackagePlan[] {
    const { packagesSold, packageVisits } = this.#branch.figures;
    const dogs = this.#pets.filter((pet) => pet.species === 'DOG' && pet.deceased === undefined && pet.since < -250);
    const plans = chosen(
      this.#chooser,
      dogs.filter(({ owner }) => owner.sameAs === undefined),
      packagesSold,
    ).map((pet): PackagePlan => ({
      pet,
      service: this.#chooser.chance(0.5) ? 'NAIL' : 'SPA-BASE',
      sold: this.#openDay(this.#chooser.between(Math.max(-480, pet.since + 20), -190)),
    }));
    const endings = dealt(this.#chooser, { COMPLETED: packageVisits.atCheckOut, DID_NOT_COME: packageVisits.missed });
    for (const [index, ending] of endings.entries()) {
      const number = index % plans.length;
      const { pet, service, sold } = present(plans[number], 'a package');
      const from = sold + 14 + Math.floor(index / plans.length) * 34;
      const seat = this.#seatAround(service, 0, from, from + 30, pet);
      this.#add(pet, seat, service, ending, { package: number });
    }
    return plans;
  }

  /** Grooming and nail trims of the nurse, about which no medical record is written. */
  nursing(): void {
    const { completedByPeriod, signedRecords, draftRecords, packageVisits } = this.#branch.figures;
    const completed = completedByPeriod.reduce((sum, count) => sum + count, 0);
    const withRecord = signedRecords + draftRecords - 2;
    for (let count = completed - withRecord - packageVisits.atCheckOut; count > 0; count--) {
      const service = this.#chooser.chance(0.55) ? 'NAIL' : 'SPA-BASE';
      this.#anywhere(service, (pet) => ['DOG', 'CAT', 'RABBIT'].includes(pet.species));
    }
  }

  atHome(): void {
    const { homeVisits, emergencies, noShow } = this.#branch.figures;
    for (let count = homeVisits; count > 0; count--) {
      this.#atHome('HOME_VISIT', count <= noShow.notAtHome ? 'NOT_AT_HOME' : 'COMPLETED');
    }
    for (let count = emergencies; count > 0; count--) this.#atHome('SOS', 'COMPLETED');
  }

  surgery(): void {
    const share = this.#branch.figures.signedRecords / 2760;
    const counts: Readonly<Partial<Record<ServiceCode, number>>> = {
      DENT: 88,
      'CAST-CAT': 52,
      'SPAY-DOG': 36,
      'US-ABD': 150,
      CHIP: 62,
      PASS: 40,
    };
    const fits: Readonly<Partial<Record<ServiceCode, (pet: PetPlan) => boolean>>> = {
      DENT: ({ species, born }) => (species === 'DOG' || species === 'CAT') && born < -1200,
      'CAST-CAT': ({ species, sex, neutered }) => species === 'CAT' && sex === 'MALE' && neutered,
      'SPAY-DOG': ({ species, sex, neutered }) => species === 'DOG' && sex === 'FEMALE' && neutered,
      CHIP: (pet) => pet.isChipped,
      PASS: (pet) => pet.hasPassport,
    };
    for (const [code, count] of Object.entries(counts)) {
      const used = new Set<PetPlan>();
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
      const service = code as ServiceCode;
      const isOnce = ['CAST-CAT', 'SPAY-DOG', 'CHIP', 'PASS'].includes(code);
      for (let left = Math.round(count * share); left > 0; left--) {
        const pet = this.#anywhere(service, (each) => (fits[service]?.(each) ?? true) && !(isOnce && used.has(each)));
        if (pet !== undefined) used.add(pet);
      }
    }
  }

  /** Every animal has been here at least once. */
  everyPetOnce(): void {
    for (const pet of this.#pets) {
      if (
        (this.#days.get(pet)?.size ?? 0) > 0 ||
        pet.since > -20 ||
        this.#room(Math.min(pet.since + 60, -2)) === undefined
      ) {
        continue;
      }
      const until = Math.min(pet.deceased ?? -2, -2);
      const from = pet.since + 14;
      if (from >= until) continue;
      const day = this.#openDay(this.#chooser.between(from, until));
      if (this.#room(day) !== undefined && isThere(pet, day)) this.#consult(pet, day);
    }
  }

  /** Fills every month up to its number of visits. */
  consultations(): void {
    for (const [period] of this.#left.entries()) {
      const [from, below] = this.#span(period);
      for (let tries = 0; (this.#left[period] ?? 0) > 0 && tries < 4_000; tries++) {
        const day = this.#openDay(this.#chooser.between(from, below - 1));
        const pet = this.#chooser.pick(this.#pets);
        if (day < from || day >= below || !isThere(pet, day) || pet.owner.sameAs !== undefined) continue;
        this.#consult(pet, day);
      }
    }
  }

  /** Bookings that came to nothing: called off, missed, or the patient left again. */
  unhappy(): void {
    const { cancelled, noShow, packageVisits } = this.#branch.figures;
    const ends: Ending[] = [
      ...Array.from({ length: cancelled }, () => 'CANCELLED' as const),
      ...Array.from({ length: noShow.didNotCome - packageVisits.missed }, () => 'DID_NOT_COME' as const),
      ...Array.from({ length: noShow.leftUnseen }, () => 'LEFT_UNSEEN' as const),
    ];
    for (const ending of ends) this.#randomVisit(-1, this.#branch.timeline.first + 20, ending);
  }

  upcoming(): void {
    const guests = this.guests();
    for (let index = 0; index < this.#branch.figures.upcoming; index++) {
      const pet = present(guests[guests.length - 1 - index], 'a guest');
      const near = index < 24 ? 3 : 21;
      const service: ServiceCode = this.#chooser.weighted({ 'CONS-1': 5, 'CONS-2': 3, NAIL: 1, 'US-ABD': 1 });
      this.#add(pet, this.#seatAround(service, pet.owner.place, 1, near, pet), service, 'UPCOMING', {});
    }
  }

  #consult(pet: PetPlan, day: Day): void {
    const service = (this.#days.get(pet)?.size ?? 0) > 0 && this.#chooser.chance(0.45) ? 'CONS-2' : 'CONS-1';
    const seat = this.#freeFor(pet, day) ? this.#seat(service, pet.owner.place, day) : undefined;
    if (seat !== undefined) this.#add(pet, seat, service, 'COMPLETED', {});
  }

  #randomVisit(below: Day, from: Day, ending: Ending): void {
    for (;;) {
      const pet = this.#chooser.pick(this.#pets);
      const day = this.#openDay(this.#chooser.between(from, below));
      if (!isThere(pet, day) || !this.#freeFor(pet, day) || this.#waiting.has(pet) || day > below) continue;
      const service = this.#chooser.weighted({ 'CONS-1': 6, 'CONS-2': 3, 'US-ABD': 1 });
      const seat = this.#seat(service, service === 'US-ABD' ? 0 : pet.owner.place, day);
      if (seat === undefined) continue;
      this.#add(pet, seat, service, ending, {});
      return;
    }
  }

  #anywhere(service: ServiceCode, fits: (pet: PetPlan) => boolean): PetPlan | undefined {
    for (let tries = 0; tries < 5_000; tries++) {
      const pet = this.#chooser.pick(this.#pets);
      const day = this.#openDay(this.#chooser.between(this.#branch.timeline.first + 1, -1));
      if (!fits(pet) || !isThere(pet, day) || !this.#freeFor(pet, day) || this.#room(day) === undefined) continue;
      if (pet.owner.sameAs !== undefined) continue;
      const seat = this.#seat(service, planOf(service).everywhere ? pet.owner.place : 0, day);
      if (seat === undefined) continue;
      this.#add(pet, seat, service, 'COMPLETED', {});
      return pet;
    }
    return undefined;
  }

  #atHome(where: 'HOME_VISIT' | 'SOS', ending: Ending): void {
    for (;;) {
      const pet = this.#chooser.pick(this.#pets);
      const day = this.#openDay(this.#chooser.between(this.#branch.timeline.first + 20, -2));
      if (pet.owner.place !== 0 || !isThere(pet, day) || !this.#freeFor(pet, day)) continue;
      if (ending === 'COMPLETED' && this.#room(day) === undefined) continue;
      const seat = this.#seat(
        where === 'SOS' ? 'CONS-1' : this.#chooser.pick(['CONS-1', 'CONS-2']),
        0,
        day,
        where === 'SOS' ? undefined : 'ROVING_VET',
      );
      if (seat === undefined) continue;
      this.#add(pet, seat, 'CONS-1', ending, { where });
      return;
    }
  }

  #seatAround(service: ServiceCode, place: 0 | 1, from: Day, until: Day, pet: PetPlan): Seat {
    for (let tries = 0; tries < 600; tries++) {
      const day = this.#openDay(this.#chooser.between(from, until));
      if (day < from || !this.#freeFor(pet, day)) continue;
      const seat = this.#seat(service, planOf(service).everywhere ? place : 0, day);
      if (seat !== undefined) return seat;
    }
    throw new BrokenPromise(`there is no time for ${service}`);
  }

  #seat(service: ServiceCode, place: 0 | 1, day: Day, only?: Seat['post']): Seat | undefined {
    if (only === undefined) return this.calendar.seat(this.#chooser, service, place, day);
    if (!mayDo(only, planOf(service))) return undefined;
    const seat = this.calendar.seat(this.#chooser, service, place, day);
    return seat?.post === only ? seat : undefined;
  }

  #add(
    pet: PetPlan,
    seat: Seat,
    service: ServiceCode,
    ending: Ending,
    more: { doses?: readonly DosePlan[]; anchor?: Day; where?: VisitPlan['where']; package?: number },
  ): void {
    const days = this.#days.get(pet) ?? new Set();
    this.#days.set(pet, days.add(seat.day));
    const period = this.#room(seat.day);
    if (ending === 'COMPLETED' && period !== undefined) this.#left[period] = (this.#left[period] ?? 0) - 1;
    this.visits.push(newVisit(pet, seat, service, ending, more));
  }

  #freeFor(pet: PetPlan, day: Day): boolean {
    const days = this.#days.get(pet);
    return days === undefined || ![day - 1, day, day + 1].some((each) => days.has(each));
  }

  /** The month of the statistics a day lies in, if it has room for another visit. */
  #room(day: Day): number | undefined {
    const period = this.#left.findIndex((_, index) => day >= this.#span(index)[0] && day < this.#span(index)[1]);
    return (this.#left[period] ?? 0) > 0 ? period : undefined;
  }

  #span(period: number): readonly [Day, Day] {
    const { periods } = this.#branch.timeline;
    return [present(periods[period], 'a month'), present(periods[period + 1], 'the next month')];
  }

  #openDay(day: Day): Day {
    const [first] = this.#branch.places;
    const found = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
      .map((step) => day + step)
      .find((each) => isOpen(this.#branch.timeline, first, each));
    return present(found, 'an open day');
  }
}

/** How each booking came in, and when: walk-ins unbooked, owners online at any hour, the desk while it is open. */
function dealSources(branch: Branch, visits: readonly VisitPlan[]): void {
  const { sources } = branch.figures;
  const chooser = branch.chooser('sources');
  const past = visits.filter(({ seat }) => seat.day < 0);
  const mayWalkIn = past.filter(({ ending, where, anchor, bill }) => {
    const cameBy = ending === 'COMPLETED' || ending === 'LEFT_UNSEEN';
    return cameBy && where === 'IN_CLINIC' && anchor === undefined && bill.cover === 'NOTHING';
  });
  const unseen = mayWalkIn.filter(({ ending }) => ending === 'LEFT_UNSEEN');
  const others = mayWalkIn.filter(({ ending }) => ending !== 'LEFT_UNSEEN');
  const walkIns = new Set([...unseen, ...chosen(chooser, others, sources.WALK_IN - unseen.length)]);
  const emergencies = past.filter(({ where }) => where === 'SOS');
  const { WALK_IN: _walkIn, ...booked } = sources;
  const left = dealt(chooser, { ...booked, PHONE: booked.PHONE - emergencies.length });
  let next = 0;
  for (const visit of visits) {
    const isCounted = visit.seat.day < 0;
    if (walkIns.has(visit) || visit.ending === 'WAITING') visit.source = 'WALK_IN';
    else if (visit.where !== 'SOS') {
      visit.source = isCounted
        ? present(left[next++], 'a source')
        : visit.ending === 'REQUESTED'
          ? 'ONLINE'
          : chooser.chance(0.25)
            ? 'ONLINE'
            : 'PHONE';
    }
    visit.booked = bookedAt(branch, chooser, visit);
  }
}

function bookedAt(
  branch: Branch,
  chooser: SeededChooser,
  { source, seat, where, anchor, pet }: VisitPlan,
): VisitPlan['booked'] {
  const { day, minute } = seat;
  if (source === 'WALK_IN' || where === 'SOS') return { day, minute };
  const earliest = Math.max(pet.since, branch.timeline.first);
  const latest = Math.min(day - 1, -1);
  const wanted = anchor === undefined ? day - chooser.between(1, 12) : day - chooser.between(1, 3);
  const target = Math.min(Math.max(wanted, earliest), latest);
  if (source !== 'PHONE') return { day: target, minute: chooser.between(8 * 60, 22 * 60) };
  for (let before = target; before >= earliest; before--) {
    const place = branch.places[seat.place];
    if (isOpen(branch.timeline, place, before) && deskPost(branch.timeline, place, before) !== 'CHIEF') {
      return { day: before, minute: chooser.between(630, 1050) };
    }
  }
  return { day: earliest, minute: chooser.between(1020, 1070) };
}
