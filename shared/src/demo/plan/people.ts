import { present } from '../../base/assert.ts';
import type { SeededChooser } from '../../base/seeded-chooser.ts';
import type { ClientId } from '../../domain/clients/client.ts';
import { chosen } from '../choices.ts';
import { demoId } from '../demo-ids.ts';
import type { Branch } from '../organisation/branch.ts';
import type { Day } from '../timeline.ts';
import {
  englishFamilyNames,
  englishGivenNames,
  familyNames,
  mensNames,
  patronymics,
  streets,
  womensNames,
} from '../words/names.ts';

type Pair = readonly [ru: string, en: string];

/** An owner as the demo knows one before anything happens: who it is, and what the figures say about it. */
export interface OwnerPlan {
  readonly id: ClientId;
  readonly key: string;
  readonly isEnglish: boolean;
  readonly given: Pair;
  readonly family: Pair;
  readonly patronymic?: Pair;
  readonly phone: string;
  readonly email: string;
  readonly street: number;
  readonly house: number;
  readonly place: 0 | 1;
  /** The day the desk entered the owner. */
  readonly since: Day;
  readonly pets: number;
  readonly consents: { readonly care: boolean; readonly reminders: boolean; readonly marketing: boolean };
  readonly hasApp: boolean;
  readonly discount: number;
  readonly hasWallet: boolean;
  /** The other entry of the same person. */
  readonly sameAs?: ClientId;
}

/** The owners of a branch, dealt out to the figures. The first three are those of the examples. */
export function planOwners(branch: Branch): OwnerPlan[] {
  const { figures, timeline } = branch;
  const chooser = branch.chooser('owners');
  const sizes = figures.ownersByPets.flatMap(({ pets, owners }) => Array.from({ length: owners }, () => pets));
  const count = sizes.length;
  const petsOf = [1, 1, 1, ...chooser.shuffled(sizes.slice(3))];
  const indexes = Array.from({ length: count }, (_, index) => index);
  const unnamed = indexes.slice(3);
  const english = new Set([1, ...chosen(chooser, unnamed, figures.englishOwners - 1)]);
  const care = new Set([0, 1, 2, ...chosen(chooser, unnamed, figures.consents.care - 3)]);
  const reminders = new Set([0, 1, 2, ...chosen(chooser, among(unnamed, care), figures.consents.reminders - 3)]);
  const marketing = new Set(chosen(chooser, [...care], figures.consents.marketing));
  const withoutApp = new Set(chosen(chooser, unnamed, figures.withoutApp));
  const discounts = dealtDiscounts(chooser, unnamed, figures.discounts);
  const doubles = doubledOwners(
    chooser,
    unnamed.filter((index) => petsOf[index] === 1 && !english.has(index)),
    figures.duplicatePairs,
  );
  const wallets = new Set(
    chosen(
      chooser,
      unnamed.filter((index) => !doubles.has(index)),
      figures.wallets,
    ),
  );
  const owners: OwnerPlan[] = [];
  for (const index of indexes) {
    const twin = doubles.get(index);
    const first = twin === undefined ? undefined : present(owners[twin], 'the other entry');
    const person = first ?? personOf(branch, chooser, index, english.has(index));
    owners.push({
      ...person,
      id: demoId('Client', ...(branch.index === 0 ? [] : [branch.index]), keyOf(index)),
      key: keyOf(index),
      since: sinceOf(chooser, index, timeline.first, first?.since),
      pets: present(petsOf[index], 'pets'),
      consents: { care: care.has(index), reminders: reminders.has(index), marketing: marketing.has(index) },
      hasApp: !withoutApp.has(index),
      discount: discounts.get(index) ?? 0,
      hasWallet: wallets.has(index),
      ...(first === undefined ? {} : { sameAs: first.id }),
    });
  }
  return owners;
}

function keyOf(index: number): string {
  return ['volkova', 'harris', 'kuznetsov'][index] ?? `owner ${index + 1}`;
}

/** More than half were there when the clinic began with the program; the others came in the months after. */
function sinceOf(chooser: SeededChooser, index: number, first: Day, twin: Day | undefined): Day {
  if (index < 2) return first;
  if (index === 2) return -70;
  if (twin !== undefined) return Math.min(twin + 60, -20);
  return chooser.chance(0.62) ? first + chooser.between(0, 3) : chooser.between(first + 6, -45);
}

type Person = Pick<
  OwnerPlan,
  'isEnglish' | 'given' | 'family' | 'patronymic' | 'phone' | 'email' | 'street' | 'house' | 'place'
>;

function personOf(branch: Branch, chooser: SeededChooser, index: number, isEnglish: boolean): Person {
  const address = { street: chooser.between(0, streets.length - 1), house: chooser.between(1, 120) };
  const place = index < 3 || chooser.chance(0.72) ? 0 : 1;
  const common = { isEnglish, ...address, place, phone: phoneOf(branch, index, isEnglish) } as const;
  if (isEnglish) {
    const [given, family] =
      index === 1 ? ['Tom', 'Harris'] : [chooser.pick(englishGivenNames), chooser.pick(englishFamilyNames)];
    return { ...common, given: [given, given], family: [family, family], email: emailOf(given, family, branch, index) };
  }
  const isWoman = index === 0 || (index !== 2 && chooser.chance(0.62));
  const named = exampleNames[index];
  const given = named?.given ?? chooser.pick(isWoman ? womensNames : mensNames);
  const family = named?.family ?? chooser.pick(familyNames);
  const patronymic = chooser.pick(patronymics)[isWoman ? 'daughter' : 'son'];
  const [ru, en] = isWoman ? ['а', 'a'] : ['', ''];
  return {
    ...common,
    given,
    family: [family[0] + ru, family[1] + en],
    patronymic,
    email: emailOf(given[1], family[1] + en, branch, index),
  };
}

const exampleNames: Readonly<Record<number, { readonly given: Pair; readonly family: Pair }>> = {
  0: { given: ['Ирина', 'Irina'], family: ['Волков', 'Volkov'] },
  2: { given: ['Дмитрий', 'Dmitry'], family: ['Кузнецов', 'Kuznetsov'] },
};

/** Numbers that belong to nobody: `+7 000 555-…` and the range British films use. A chain needs more than they have. */
function phoneOf({ index: branch }: Branch, index: number, isEnglish: boolean): string {
  if (index === 0 && branch === 0) return '+70005550101';
  if (isEnglish) {
    const number = index === 1 ? 101 : 110 + ((index * 7) % 880);
    return `+447700${900 + branch}${String(number).padStart(3, '0')}`;
  }
  return `+7000555${String(branch * 1000 + index + 200).padStart(4, '0')}`;
}

function emailOf(given: string, family: string, branch: Branch, index: number): string {
  return `${given}.${family}.${branch.index * 1000 + index}@example.com`.toLowerCase();
}

function dealtDiscounts(
  chooser: SeededChooser,
  indexes: readonly number[],
  discounts: Branch['figures']['discounts'],
): Map<number, number> {
  const percents = discounts.flatMap(({ percent, owners }) => Array.from({ length: owners }, () => percent));
  const holders = chosen(chooser, indexes, percents.length);
  return new Map(holders.map((holder, index) => [holder, percents[index] ?? 0]));
}

/** Which later entry is the same person as which earlier one. */
function doubledOwners(chooser: SeededChooser, indexes: readonly number[], pairs: number): Map<number, number> {
  const picked = chosen(chooser, indexes, pairs * 2);
  return new Map(picked.slice(pairs).map((later, index) => [later, present(picked[index], 'the earlier entry')]));
}

function among(indexes: readonly number[], set: ReadonlySet<number>): number[] {
  return indexes.filter((index) => set.has(index));
}
