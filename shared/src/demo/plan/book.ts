import { present } from '../../base/assert.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import { type Quantity, quantity } from '../../base/quantity.ts';
import { amountForCourse, doseByWeight } from '../../domain/records/dose.ts';
import { chosen, chooserFor } from '../choices.ts';
import type { Branch } from '../organisation/branch.ts';
import type { Day } from '../timeline.ts';
import { type MedicinePlan, medicines, plainAdvice } from '../words/formulary.ts';
import { isEverywhere, products, stepOf } from '../words/products.ts';
import { grown, rounded } from '../words/weights.ts';
import type { PetPlan } from './animals.ts';
import type { VisitPlan } from './visit-plan.ts';

/** What a vet is going to prescribe on a visit. */
export type PrescriptionPlan =
  | { readonly kind: 'DOSED'; readonly medicine: MedicinePlan; readonly dose: Quantity; readonly dispensed: Quantity }
  | { readonly kind: 'ADVICE'; readonly index: number };

/** What stands in the medical book of each visit, dealt out to the figures; answers what is prescribed where. */
export function planBook(
  branch: Branch,
  visits: readonly VisitPlan[],
): ReadonlyMap<VisitPlan, readonly PrescriptionPlan[]> {
  const { figures } = branch;
  const chooser = branch.chooser('book');
  const medical = visits.filter(
    ({ ending, service }) => ending === 'COMPLETED' && service !== 'NAIL' && service !== 'SPA-BASE',
  );
  const todays = visits.filter(({ ending }) => ending === 'IN_PROGRESS' || ending === 'CHECK_OUT');
  const recent = medical.filter(
    ({ seat, doses, service }) => seat.day > -40 && doses.length === 0 && service.startsWith('CONS'),
  );
  const drafts = new Set(chosen(chooser, recent, figures.draftRecords - todays.length));
  for (const visit of medical) visit.record = drafts.has(visit) ? 'DRAFT' : 'SIGNED';
  for (const visit of todays) visit.record = 'DRAFT';
  const signed = medical.filter(({ record }) => record === 'SIGNED');
  for (const visit of chosen(
    chooser,
    signed.filter(({ seat }) => seat.day < -4),
    figures.addenda,
  )) {
    visit.hasAddendum = true;
  }
  for (const visit of chosen(chooser, signed, figures.files)) visit.files = 1;
  const ill = signed.filter(
    ({ service, pet, doses }) =>
      doses.length === 0 &&
      ['CONS-1', 'CONS-2', 'DENT', 'CAST-CAT', 'SPAY-DOG'].includes(service) &&
      treatable.has(pet.species),
  );
  const counts = figures.prescriptions.flatMap(({ items, records }) => Array.from({ length: records }, () => items));
  const treated = chosen(chooser, ill, counts.length);
  const dealtCounts = chooser.shuffled(counts);
  const antimicrobial = new Set(chosen(chooser, treated, figures.antimicrobials));
  return new Map(
    treated.map((visit, index) => {
      visit.prescriptions = present(dealtCounts[index], 'a number of prescriptions');
      visit.isAntimicrobial = antimicrobial.has(visit);
      return [visit, prescriptionsOf(chooser, branch, visit)];
    }),
  );
}

const treatable: ReadonlySet<string> = new Set(['DOG', 'CAT', 'RABBIT', 'FERRET', 'RODENT']);

/** What an animal weighs on a day: a growing curve for the young, small ups and downs for the others. */
export function weightOn(branch: Branch, pet: PetPlan, day: Day): number {
  if (pet.key === 'baron' && branch.index === 0) return 25;
  const noise = chooserFor(branch.options.seed, branch.index, `${pet.key} weighs ${day}`).between(-40, 40) / 1000;
  return rounded(pet.adultKilograms * grown(day - pet.born) * (1 + noise));
}

function prescriptionsOf(
  chooser: SeededChooser,
  branch: Branch,
  { pet, seat, prescriptions, isAntimicrobial }: VisitPlan,
): PrescriptionPlan[] {
  const kilograms = quantity(weightOn(branch, pet, seat.day));
  const used = new Set<string>();
  return Array.from({ length: prescriptions }, (_, index): PrescriptionPlan => {
    const group = isAntimicrobial && index === 0 ? 'ANTIMICROBIAL' : 'OTHERS';
    const fit = medicines.filter(
      ({ code, species, group: own }) =>
        species.includes(pet.species) && (own === 'ANTIMICROBIAL') === (group === 'ANTIMICROBIAL') && !used.has(code),
    );
    for (const medicine of chooser.shuffled(fit)) {
      const dosed = dosedFor(medicine, kilograms);
      if (dosed === undefined) continue;
      used.add(medicine.code);
      return { kind: 'DOSED', medicine, ...dosed };
    }
    return { kind: 'ADVICE', index: chooser.between(0, plainAdvice.length - 1) };
  });
}

/** The dose and the amount for the course, as the domain works them out; undefined when no safe part can be divided. */
function dosedFor(medicine: MedicinePlan, kilograms: Quantity): { dose: Quantity; dispensed: Quantity } | undefined {
  const { dose, frequency, days, code } = medicine;
  if (dose.by === 'UNIT') return { dose: quantity(dose.amount), dispensed: quantity(dose.packs) };
  const step = quantity(
    stepOf(
      present(
        products.find((each) => each.code === code),
        code,
      ),
    ),
  );
  const rule = {
    perKg: quantity(dose.perKg),
    leastPerKg: quantity(dose.least),
    mostPerKg: quantity(dose.most),
    strength: quantity(dose.strength),
    step,
  };
  const worked = doseByWeight(kilograms, rule);
  if (!worked.ok) return undefined;
  const amount = amountForCourse(worked.value.units, frequency, days, step);
  return amount.ok ? { dose: worked.value.units, dispensed: amount.value } : undefined;
}

/** Whether the place of the visit has the medicine in its cupboard. */
export function isStocked(code: string, place: 0 | 1): boolean {
  const product = present(
    products.find((each) => each.code === code),
    code,
  );
  return place === 0 || isEverywhere(product);
}
