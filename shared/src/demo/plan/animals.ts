import { present } from '../../base/assert.ts';
import { addDays, addMonths, civilDate } from '../../base/civil-date.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import { breeds } from '../../domain/pets/breeds.ts';
import type { PetId, Species } from '../../domain/pets/pet.ts';
import { chosen, dealt } from '../choices.ts';
import { demoId } from '../demo-ids.ts';
import type { ChronicProblem } from '../figures.ts';
import type { Branch } from '../organisation/branch.ts';
import type { Day } from '../timeline.ts';
import { coats, englishPetNames, petNames } from '../words/names.ts';
import { typicalWeight } from '../words/weights.ts';
import type { OwnerPlan } from './people.ts';

/** An animal as the demo knows one before anything happens. */
export interface PetPlan {
  readonly id: PetId;
  readonly key: string;
  readonly owner: OwnerPlan;
  readonly name: readonly [ru: string, en: string];
  readonly species: Species;
  readonly breed: string;
  readonly sex: 'MALE' | 'FEMALE' | 'UNKNOWN';
  readonly neutered: boolean;
  readonly coat: number;
  readonly born: Day;
  readonly deceased?: Day;
  /** The day the desk entered it. */
  readonly since: Day;
  readonly adultKilograms: number;
  readonly isChipped: boolean;
  readonly hasPassport: boolean;
  readonly isAllergic: boolean;
  readonly bites: boolean;
  readonly problem?: ChronicProblem;
  /** Who owned it in its first days here. */
  readonly firstOwner?: OwnerPlan;
  readonly coOwner?: OwnerPlan;
}

/** The animals of a branch, dealt out to the figures; the first three are those of the examples. */
export function planPets(branch: Branch, owners: readonly OwnerPlan[]): PetPlan[] {
  const { figures } = branch;
  const chooser = branch.chooser('pets');
  const keepers = owners.flatMap((owner) => Array.from({ length: owner.pets }, () => owner));
  const kinds = dealtBreeds(chooser, figures.breeds);
  const all = keepers.map((_, index) => index);
  const unnamed = all.slice(3);
  const speciesAt = (index: number): Species => speciesOf(present(kinds[index], 'a breed'));
  const dogs = unnamed.filter((index) => speciesAt(index) === 'DOG');
  const cats = unnamed.filter((index) => speciesAt(index) === 'CAT');
  const born = dealtBirths(branch, chooser, all.length);
  const old = unnamed.filter(
    (index) => present(born[index], 'a birth') < -8 * 366 && present(keepers[index], 'an owner').since < -120,
  );
  const grown = unnamed.filter((index) => present(born[index], 'a birth') < -366);
  const deceased = new Set(chosen(chooser, old, figures.deceased));
  const neutered = new Set([
    ...chosen(
      chooser,
      cats.filter((index) => grown.includes(index)),
      figures.neutered.cats,
    ),
    ...chosen(
      chooser,
      dogs.filter((index) => grown.includes(index)),
      figures.neutered.dogs,
    ),
  ]);
  const chipped = new Set([
    0,
    ...chosen(chooser, dogs, figures.chips.dogs - 1),
    ...chosen(chooser, cats, figures.chips.cats),
  ]);
  const papered = new Set([0, ...chosen(chooser, [...dogs, ...cats], figures.passports - 1)]);
  const allergic = new Set(chosen(chooser, unnamed, figures.allergies));
  const biting = new Set(chosen(chooser, [...dogs, ...cats], figures.bites));
  const problems = dealt(branch.chooser('problems'), figures.problems);
  const ill = new Map(
    chosen(
      chooser,
      grown.filter((index) => ['DOG', 'CAT'].includes(speciesAt(index))),
      total(figures.problems),
    ).map((index, at) => [index, problems[at]] as const),
  );
  const unknownSex = new Set(unnamed.filter((index) => speciesAt(index) === 'BIRD').slice(0, figures.sexUnknown));
  const newcomers = unnamed.filter((index) => present(keepers[index], 'an owner').since > branch.timeline.first + 3);
  const [moved, shared] = [
    chosen(chooser, newcomers, figures.changedOwner),
    chosen(chooser, unnamed, figures.coOwners),
  ];
  let isMale = true;
  return all.map((index) => {
    const owner = present(keepers[index], 'an owner');
    const breed = present(kinds[index], 'a breed');
    const birth = present(born[index], 'a birth');
    isMale = index === 0 || !isMale;
    const other = (): OwnerPlan => chooser.pick(owners.filter((each) => each !== owner && each.since <= owner.since));
    const died = deceased.has(index) ? chooser.between(Math.max(-480, owner.since + 60), -25) : undefined;
    const problem = ill.get(index);
    return {
      id: index < 3 && branch.index === 0 ? demoId('Pet', keyOf(index)) : demoId('Pet', branch.index, keyOf(index)),
      key: keyOf(index),
      owner,
      name: nameOf(chooser, owner, index),
      species: speciesAt(index),
      breed,
      sex: unknownSex.has(index) ? 'UNKNOWN' : isMale ? 'MALE' : 'FEMALE',
      neutered: neutered.has(index),
      coat: chooser.between(0, coats.length - 1),
      born: birth,
      since: Math.max(owner.since, birth + chooser.between(40, 55)),
      adultKilograms: index === 0 ? 25 : index === 1 ? 4 : typicalWeight(breed, chooser.between(88, 114) / 100),
      isChipped: chipped.has(index),
      hasPassport: papered.has(index),
      isAllergic: allergic.has(index),
      bites: biting.has(index),
      ...(died === undefined ? {} : { deceased: died }),
      ...(problem === undefined ? {} : { problem }),
      ...(moved.includes(index) ? { firstOwner: other() } : {}),
      ...(shared.includes(index)
        ? { coOwner: chooser.pick(owners.filter((each) => each !== owner && each.since <= owner.since)) }
        : {}),
    };
  });
}

/** Whether the animal lives and is known on a day. */
export function isThere({ since, deceased }: PetPlan, day: Day): boolean {
  return day > since + 12 && (deceased === undefined || day < deceased);
}

export function speciesOf(breed: string): Species {
  return present(
    breeds.find(({ code }) => code === breed),
    breed,
  ).species;
}

function keyOf(index: number): string {
  return ['baron', 'milo', 'sonya'][index] ?? `pet ${index + 1}`;
}

/** Baron is a Labrador, Milo and Sonya are cats without a pedigree; the rest is dealt. */
function dealtBreeds(chooser: SeededChooser, counts: Readonly<Record<string, number>>): string[] {
  const named = ['LABRADOR', 'DOMESTIC_CAT', 'DOMESTIC_CAT'];
  const left = { ...counts };
  for (const breed of named) left[breed] = (left[breed] ?? 0) - 1;
  return [...named, ...dealt(chooser, left)];
}

/** Birthdays by the ages of the figures: below one year, one to seven, eight to twelve, older. */
function dealtBirths({ figures, timeline }: Branch, chooser: SeededChooser, count: number): Day[] {
  const [young, grown, old, ancient] = figures.ages;
  const ages = [
    ...Array.from({ length: young - 1 }, () => chooser.between(75, 355)),
    ...Array.from({ length: grown - 2 }, () => within(chooser, 1, 7)),
    ...Array.from({ length: old }, () => within(chooser, 8, 12)),
    ...Array.from({ length: ancient }, () => within(chooser, 13, 17)),
  ];
  const dealtOut = chooser
    .shuffled(ages)
    .slice(0, count - 3)
    .map((age) => -age);
  const baron = timeline.example(civilDate('2021-05-03'));
  return [baron, timeline.dayOf(addDays(addMonths(timeline.today, -57), 3)), -119, ...dealtOut];
}

function within(chooser: SeededChooser, from: number, to: number): number {
  return chooser.between(Math.ceil(from * 365.25) + 2, Math.floor((to + 1) * 365.25) - 4);
}

function nameOf(chooser: SeededChooser, owner: OwnerPlan, index: number): readonly [string, string] {
  if (index === 0) return ['Барон', 'Baron'];
  if (index === 1) return ['Milo', 'Milo'];
  if (index === 2) return ['Соня', 'Sonya'];
  if (!owner.isEnglish) return chooser.pick(petNames);
  const name = chooser.pick(englishPetNames);
  return [name, name];
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
