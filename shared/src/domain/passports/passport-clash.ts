import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import type { SideDocument } from '../acceptance.ts';
import { type Stamp, stampOrder } from '../document.ts';
import { bySystem, changedBecauseOf } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import { type Pet, type PetId, pets } from '../pets/pet.ts';
import type { World } from '../world.ts';
import type { Passport, PassportId } from './passport.ts';
import { freeNumber, replacePassport } from './passport-rules.ts';
import { passportTemplate } from './passport-templates.ts';

/** A passport and the pet it is in. */
interface Held {
  readonly pet: Pet;
  readonly passport: Passport;
}

export interface Uniqueness {
  readonly pet: Pet;
  /** Other pets in which a passport came into conflict or out of it. */
  readonly others: readonly SideDocument[];
  readonly tasks: readonly SideDocument[];
}

/**
 * Decides which passports of a pet have their number for themselves (C-30). Of several with one number the one that was
 * recorded first keeps it, by corrected time, then device, whichever reached the server first; the others are in
 * conflict, and a task shows both booklets. A number that was given up frees whoever was in conflict because of it.
 */
export function judgePassports(candidate: Pet, stored: Pet | undefined, world: World): Uniqueness {
  const judged = new Map<PetId, { readonly before: Pet; readonly after: Pet }>();
  const tasks: SideDocument[] = [];
  for (const number of numbersConcerned(candidate, stored)) {
    const [keeper, ...later] = holdersOf(number, candidate, world);
    if (keeper === undefined) continue;
    const judge = ({ pet, passport }: Held, uniqueness: Passport['uniqueness']): boolean => {
      if (sameJson(passport.uniqueness, uniqueness)) return false;
      const after = withUniqueness(judged.get(pet.id)?.after ?? pet, passport.id, uniqueness);
      judged.set(pet.id, { before: pet, after });
      return true;
    };
    judge(keeper, { kind: 'UNIQUE' });
    for (const held of later) {
      const isNews = judge(held, { kind: 'CONFLICT', pet: keeper.pet.id, passport: keeper.passport.id });
      if (isNews) tasks.push(clashTask(keeper, held, candidate.changed));
    }
  }
  const pet = judged.get(candidate.id)?.after ?? candidate;
  judged.delete(candidate.id);
  const others = [...judged.values()].map(({ before, after }): SideDocument => {
    const document: Pet = { ...after, changed: changedBecauseOf(candidate.changed, before) };
    return { collection: 'pets', document, base: before };
  });
  return { pet, tasks, others };
}

/** The numbers `judgePassports` asks the world about. */
export function numbersConcerned(candidate: Pet, stored: Pet | undefined): readonly string[] {
  const passports = [...candidate.passports, ...(stored?.passports ?? [])];
  return [...new Set(passports.map(({ number }) => number))];
}

/** The desk looked at the booklet: the number was typed wrong. Whether the new one is free is looked at again. */
export function correctNumber(
  pet: Pet,
  id: PassportId,
  typed: string,
  world: World,
  stamp: Stamp,
): Result<
  Pet,
  Failure<
    'NOT_FOUND' | 'TEMPLATE_UNKNOWN' | 'NOT_A_PASSPORT_NUMBER' | 'NUMBER_NOT_OF_TEMPLATE' | 'PASSPORT_NUMBER_TAKEN'
  >
> {
  const passport = pet.passports.find((each) => each.id === id);
  if (passport === undefined) return err(failure('NOT_FOUND'));
  const template = passportTemplate(passport.template);
  if (template === undefined) return err(failure('TEMPLATE_UNKNOWN', { template: passport.template }));
  const number = freeNumber(pet, template, { id, number: typed }, world);
  if (!number.ok) return number;
  const corrected: Passport = {
    ...passport,
    number: number.value,
    numberAsTyped: tidyLine(typed, 80),
    uniqueness: { kind: 'UNIQUE' },
  };
  return ok(replacePassport(pet, corrected, stamp));
}

/** All passports with a number, the one that keeps it first. */
function holdersOf(number: string, candidate: Pet, world: World): readonly Held[] {
  const others = world.byKey(pets, 'passport', number).filter(({ id }) => id !== candidate.id);
  const orderOf = ({ passport }: Held): string => `${stampOrder(passport.recorded)} ${passport.id}`;
  return [candidate, ...others]
    .flatMap((pet) => pet.passports.map((passport) => ({ pet, passport })))
    .filter(({ passport }) => passport.number === number)
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function withUniqueness(pet: Pet, id: PassportId, uniqueness: Passport['uniqueness']): Pet {
  return { ...pet, passports: pet.passports.map((each) => (each.id === id ? { ...each, uniqueness } : each)) };
}

function clashTask(keeper: Held, later: Held, cause: Stamp): SideDocument {
  const shown = ({ pet, passport }: Held): { pet: string; name: string; passport: string; typed: string } => ({
    pet: pet.id,
    name: pet.name,
    passport: passport.id,
    typed: passport.numberAsTyped,
  });
  const task = createTask({
    id: derivedId('Task', 'PASSPORT_CLASH', later.passport.number, keeper.passport.id, later.passport.id),
    kind: 'PASSPORT_CLASH',
    subject: { collection: 'pets', id: later.pet.id },
    details: { number: later.passport.number, keeps: shown(keeper), inConflict: shown(later) },
    stamp: bySystem(cause),
  });
  return alongside(task);
}
