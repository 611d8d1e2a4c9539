import { failure, type Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Stamp } from '../document.ts';
import { type Chip, type ChipEntry, type ChipRefusal, type ReadChip, readChip, type Tattoo } from './chip.ts';
import type { Pet, Registration } from './pet.ts';
import type { Alert, Allergy, Problem } from './warnings.ts';
import { checkWeight, type Weight } from './weight.ts';

type TooMany = Failure<'TOO_MANY_ENTRIES'>;

/**
 * Adds a weight to the curve, or corrects the one of the same id. What the pet weighs now follows from the latest exam
 * so an older weight that is entered late changes the curve only.
 */
export function weighPet(
  pet: Pet,
  weight: Weight,
  confirmed: boolean,
  now: Instant,
  stamp: Stamp,
): Result<Pet, TooMany | Failure<'MEASUREMENT_OUT_OF_LIMITS' | 'WEIGHT_CHANGE_UNCONFIRMED' | 'MEASURED_IN_FUTURE'>> {
  if (weight.at > now) return err(failure('MEASURED_IN_FUTURE', { at: weight.at }));
  const others = pet.weights.filter(({ id }) => id !== weight.id);
  const checked = checkWeight(others, weight.kilograms, weight.at, confirmed);
  if (!checked.ok) return checked;
  const weights = put(others, weight, 'weights', 2_000);
  return weights.ok ? ok({ ...pet, weights: weights.value, changed: stamp }) : weights;
}

/** What everybody must know before touching the animal: an allergy, an alert such as BITES, a chronic problem. */
export type Warning =
  | { readonly list: 'allergies'; readonly item: Allergy }
  | { readonly list: 'alerts'; readonly item: Alert }
  | { readonly list: 'problems'; readonly item: Problem };

/** Adds a warning, or replaces the one of the same id, for instance to end it. */
export function putWarning(pet: Pet, warning: Warning, stamp: Stamp): Result<Pet, TooMany> {
  switch (warning.list) {
    case 'allergies': {
      const allergies = put(pet.allergies, warning.item, warning.list, 200);
      return allergies.ok ? ok({ ...pet, allergies: allergies.value, changed: stamp }) : allergies;
    }
    case 'alerts': {
      const alerts = put(pet.alerts, warning.item, warning.list, 100);
      return alerts.ok ? ok({ ...pet, alerts: alerts.value, changed: stamp }) : alerts;
    }
    case 'problems': {
      const problems = put(pet.problems, warning.item, warning.list, 300);
      return problems.ok ? ok({ ...pet, problems: problems.value, changed: stamp }) : problems;
    }
  }
}

/** What tells the animal apart beside the chip: an old tattoo, an entry in a register. */
export type Mark =
  | { readonly list: 'tattoos'; readonly item: Tattoo }
  | { readonly list: 'registrations'; readonly item: Registration };

export function putMark(pet: Pet, mark: Mark, stamp: Stamp): Result<Pet, TooMany> {
  if (mark.list === 'tattoos') {
    const tattoos = put(pet.tattoos, mark.item, mark.list, 20);
    return tattoos.ok ? ok({ ...pet, tattoos: tattoos.value, changed: stamp }) : tattoos;
  }
  const registrations = put(pet.registrations, mark.item, mark.list, 20);
  return registrations.ok ? ok({ ...pet, registrations: registrations.value, changed: stamp }) : registrations;
}

export interface MarkedPet {
  readonly pet: Pet;
  readonly warnings: ReadChip['warnings'];
}

/** Notes the chip of an animal: implanted now, or read for the first time (§7.1). */
export function markChip(
  pet: Pet,
  chip: Pick<Chip, 'id' | 'marked' | 'place'>,
  entry: ChipEntry,
  isOldChip: boolean,
  stamp: Stamp,
): Result<MarkedPet, ChipRefusal | TooMany | Failure<'CHIP_ALREADY_THERE' | 'BEFORE_BIRTH'>> {
  const read = readChip(entry, isOldChip);
  if (!read.ok) return read;
  const { number, standard, warnings } = read.value;
  const { on } = chip.marked;
  if (pet.born !== undefined && on < pet.born) return err(failure('BEFORE_BIRTH', { date: on, born: pet.born }));
  if (pet.chips.some((other) => other.number === number && other.id !== chip.id)) {
    return err(failure('CHIP_ALREADY_THERE'));
  }
  const marked: Chip = { ...chip, number, standard, entered: entry.how, state: 'WORKS' };
  const chips = put(pet.chips, marked, 'chips', 20);
  return chips.ok ? ok({ pet: { ...pet, chips: chips.value, changed: stamp }, warnings }) : chips;
}

/** A reader found out how a chip is: it works, cannot be read any more, or was taken out. */
export function setChipState(
  pet: Pet,
  id: Chip['id'],
  state: Chip['state'],
  stamp: Stamp,
): Result<Pet, Failure<'NOT_FOUND'>> {
  const chip = pet.chips.find((each) => each.id === id);
  if (chip === undefined) return err(failure('NOT_FOUND'));
  if (chip.state === state) return ok(pet);
  const chips = pet.chips.map((each) => (each.id === id ? { ...each, state } : each));
  return ok({ ...pet, chips, changed: stamp });
}

function put<Item extends { readonly id: string }>(
  items: readonly Item[],
  item: Item,
  list: string,
  most: number,
): Result<Item[], TooMany> {
  const others = items.filter(({ id }) => id !== item.id);
  return others.length >= most ? err(failure('TOO_MANY_ENTRIES', { list, most })) : ok([...others, item]);
}
