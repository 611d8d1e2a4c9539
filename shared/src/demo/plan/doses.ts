import { present } from '../../base/assert.ts';
import { addMonths } from '../../base/civil-date.ts';
import { defaultProtocols } from '../../domain/vaccinations/default-protocols.ts';
import { type Dose, standingsOf } from '../../domain/vaccinations/dose-series.ts';
import { type Protocol, protocolOf } from '../../domain/vaccinations/protocol.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import type { Branch } from '../organisation/branch.ts';
import { isOpen } from '../organisation/roster.ts';
import type { Day, Timeline } from '../timeline.ts';
import { isThere, type PetPlan } from './animals.ts';

/** A dose of the plan: given here on a visit, or copied from the owner's papers when the animal was entered. */
export interface DosePlan {
  readonly pet: PetPlan;
  readonly vaccine: string;
  readonly day: Day;
  readonly here: boolean;
  /** The day the vet set for the next dose, where the protocol's would miss the figures. */
  due?: Day;
}

/** A vaccination visit, with what the reminders before it had to do with it. */
export interface VaccinationVisit {
  readonly pet: PetPlan;
  readonly day: Day;
  readonly doses: readonly DosePlan[];
  /** The last day on which the earlier dose protected; reminders led to this visit. */
  readonly anchor?: Day;
}

export interface DosesPlan {
  readonly visits: readonly VaccinationVisit[];
  readonly elsewhere: readonly DosePlan[];
  /** Animals whose next dose is due soon or overdue: nobody has booked for them. */
  readonly waiting: ReadonlySet<PetPlan>;
}

const validity = { validOnDueDay: false };

/** Who was vaccinated when, so that today the figures' numbers are overdue, due soon and due in four days. */
export function planDoses(branch: Branch, pets: readonly PetPlan[]): DosesPlan {
  const made = new DoseMaker(branch);
  const { figures } = branch;
  const chooser = branch.chooser('doses');
  const canHaveRabies = (pet: PetPlan): boolean =>
    ['DOG', 'CAT'].includes(pet.species) && pet.owner.sameAs === undefined;
  const known = chooser.shuffled(
    pets
      .slice(3)
      .filter((pet) => canHaveRabies(pet) && pet.born < -480 && pet.since < -400 && pet.deceased === undefined),
  );
  const reminded = known.filter(({ owner }) => owner.consents.reminders);
  const soon = [
    present(pets[0], 'Baron'),
    ...reminded.filter(({ owner }) => owner.place === 0).slice(0, figures.threeDaysBefore - 1),
  ];
  for (const pet of soon) made.rabies(pet, made.openDay(made.yearBefore(4)), 4);
  const rest = reminded.filter((pet) => !soon.includes(pet));
  const later = rest.splice(0, figures.dueSoon - figures.threeDaysBefore);
  for (const pet of later) {
    const due = chooser.pick([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    made.rabies(pet, made.openDay(made.yearBefore(due)), due);
  }
  const overdue = rest.filter(({ since }) => since < -530).slice(0, figures.overdue);
  for (const pet of overdue) {
    const due = -chooser.between(2, 150);
    made.rabies(pet, made.openDay(made.yearBefore(due)), due);
  }
  const waiting = new Set([...soon, ...later, ...overdue]);
  const free = chooser.shuffled(pets.filter((pet) => !waiting.has(pet) && pet.owner.sameAs === undefined));
  for (const pet of free) {
    if (made.count > figures.vaccinations * 0.9) break;
    if (pet.deceased !== undefined) continue;
    if (pet.born > -340) made.young(pet);
    else if (canHaveRabies(pet) && pet.since < -60) made.current(pet);
    else if (pet.species === 'RABBIT') made.single(pet, 'V-MYX');
    else if (pet.species === 'FERRET') made.single(pet, 'V-RAB');
  }
  made.fill(figures.vaccinations);
  return { visits: made.visits, elsewhere: made.elsewhere, waiting };
}

class DoseMaker {
  readonly visits: VaccinationVisit[] = [];
  readonly elsewhere: DosePlan[] = [];
  readonly #timeline: Timeline;
  readonly #branch: Branch;
  readonly #chooser: SeededChooser;
  readonly #papers: { readonly pet: PetPlan; day: Day }[] = [];

  constructor(branch: Branch) {
    this.#branch = branch;
    this.#timeline = branch.timeline;
    this.#chooser = branch.chooser('dose days');
  }

  get count(): number {
    return this.elsewhere.length + this.visits.reduce((sum, { doses }) => sum + doses.length, 0);
  }

  yearBefore(day: Day): Day {
    return this.#timeline.dayOf(addMonths(this.#timeline.date(day), -12));
  }

  /** The nearest day on which a vet is at the first place. */
  openDay(day: Day): Day {
    return (
      [0, -1, 1, -2, 2, -3, 3, -4, 4, 5, 6, 7, 8].map((step) => day + step).find((each) => this.#isOpen(each)) ?? day
    );
  }

  /** The rabies shots of an animal whose last one was on a day. */
  rabies(pet: PetPlan, last: Day, due: Day): void {
    const dose: DosePlan = { pet, vaccine: 'V-RAB', day: last, here: true };
    if (this.#nextYear(last) !== due) dose.due = due;
    this.#withEarlier(pet, dose, []);
  }

  /** An animal whose vaccinations are in order: the next is not due within weeks. */
  current(pet: PetPlan): void {
    const last = this.openDay(this.#chooser.between(Math.max(-330, pet.since + 14, pet.born + 100), -6));
    const dose: DosePlan = { pet, vaccine: 'V-RAB', day: last, here: true };
    this.#withEarlier(pet, dose, pet.born < -900 && this.#chooser.chance(0.3) ? this.#booster(pet, last) : []);
  }

  /** One vaccine once, last year's from the owner's papers. */
  single(pet: PetPlan, vaccine: string): void {
    const from = Math.max(-320, pet.since + 14, pet.born + 100);
    if (from > -9) return;
    const day = this.openDay(this.#chooser.between(from, -8));
    this.#visit({ pet, day, doses: [{ pet, vaccine, day, here: true }] });
  }

  /** The first series of a puppy or kitten, as far as its age allows, if nothing of it falls due right now. */
  young(pet: PetPlan): void {
    if (pet.species !== 'DOG' && pet.species !== 'CAT') return;
    const vaccine = pet.species === 'DOG' ? 'V-DHPPI' : 'V-RCP';
    const days: Day[] = [];
    for (const week of [9, 12, 16, 26]) {
      const day = this.openDay(pet.born + week * 7 + this.#chooser.between(1, 4));
      const isLate = days.length > 0 && day < (days.at(-1) ?? day) + 15;
      if (day <= -2 && day > pet.since + 12 && !isLate) days.push(day);
    }
    const doses = days.map((day): DosePlan => ({ pet, vaccine, day, here: true }));
    const next = this.#due(pet, doses);
    if (doses.length === 0 || (next !== undefined && next <= 16)) return;
    for (const dose of doses) this.#visit({ pet, day: dose.day, doses: [dose] });
  }

  /** Older shots from the owners' papers, one a year, until the book has as many doses as the figures say. */
  fill(count: number): void {
    for (let round = 0; this.count < count && round < 12; round++) {
      for (const papers of this.#papers) {
        if (this.count >= count) return;
        const day = papers.day - 366 - this.#chooser.between(0, 9);
        if (day < papers.pet.born + 120) continue;
        papers.day = day;
        this.elsewhere.push({ pet: papers.pet, vaccine: 'V-RAB', day, here: false });
      }
    }
  }

  /** A booster of the other vaccines along with the rabies shot; the first series stands in the owner's papers. */
  #booster(pet: PetPlan, day: Day): DosePlan[] {
    const vaccine = pet.species === 'DOG' ? 'V-DHPPI' : 'V-RCP';
    for (const week of [9, 13, 17]) this.elsewhere.push({ pet, vaccine, day: pet.born + week * 7 + 1, here: false });
    const others: DosePlan[] = [{ pet, vaccine, day, here: true }];
    const extra =
      pet.species === 'DOG'
        ? this.#chooser.pick(['V-L4', 'V-L4', 'V-KC', 'V-LYME'])
        : this.#chooser.chance(0.2)
          ? 'V-FELV'
          : undefined;
    if (extra === undefined) return others;
    const protocol = protocolFor(extra);
    const first = day - 380;
    const isSeries = protocol.primary.kind === 'DOSES' && protocol.primary.count === 2;
    if (isSeries) this.elsewhere.push({ pet, vaccine: extra, day: first - 28, here: false });
    this.elsewhere.push({ pet, vaccine: extra, day: first, here: false });
    return [...others, { pet, vaccine: extra, day, here: true }];
  }

  /** The dose with the one a year before it: given here, if the animal was known then, else from the owner's papers. */
  #withEarlier(pet: PetPlan, dose: DosePlan, along: readonly DosePlan[]): void {
    const target = this.yearBefore(dose.day) - this.#chooser.between(6, 14);
    if (target < pet.born + 95) {
      this.#visit({ pet, day: dose.day, doses: [dose, ...along] });
      return;
    }
    const isHere = isThere(pet, target - 10) && target > this.#timeline.first + 16;
    const earlier: DosePlan = { pet, vaccine: 'V-RAB', day: isHere ? this.openDay(target) : target, here: isHere };
    const anchor = this.#nextYear(earlier.day) - 1;
    this.#visit({ pet, day: dose.day, doses: [dose, ...along], anchor });
    if (!isHere) {
      this.elsewhere.push(earlier);
      this.#papers.push({ pet, day: earlier.day });
      return;
    }
    const before = this.yearBefore(earlier.day) - this.#chooser.between(6, 14);
    if (before < pet.born + 95) {
      this.#visit({ pet, day: earlier.day, doses: [earlier] });
      return;
    }
    this.#visit({ pet, day: earlier.day, doses: [earlier], anchor: this.#nextYear(before) - 1 });
    this.elsewhere.push({ pet, vaccine: 'V-RAB', day: before, here: false });
    this.#papers.push({ pet, day: before });
  }

  #visit(visit: VaccinationVisit): void {
    this.visits.push(visit);
  }

  #nextYear(day: Day): Day {
    return this.#timeline.dayOf(addMonths(this.#timeline.date(day), 12));
  }

  #due(pet: PetPlan, doses: readonly DosePlan[]): Day | undefined {
    const [first] = doses;
    if (first === undefined) return undefined;
    const dated = doses.map(({ day }, index): Dose => ({
      id: String(index),
      date: this.#timeline.date(day),
      startsSeries: false,
      atRisk: false,
    }));
    const standings = standingsOf(protocolFor(first.vaccine), this.#timeline.date(pet.born), dated, validity);
    const next = standings.get(String(doses.length - 1))?.nextDue;
    return next === undefined ? undefined : this.#timeline.dayOf(next);
  }

  #isOpen(day: Day): boolean {
    const [first] = this.#branch.places;
    return isOpen(this.#timeline, first, day) && day < -1 && day > this.#timeline.first + 3;
  }
}

export function protocolFor(vaccine: string): Protocol {
  return present(protocolOf(defaultProtocols.protocols, vaccine), vaccine);
}
