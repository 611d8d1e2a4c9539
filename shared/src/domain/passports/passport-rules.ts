import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import type { Stamp } from '../document.ts';
import { markedOn } from '../pets/chip.ts';
import { type Pet, pets } from '../pets/pet.ts';
import type { PetContext } from '../pets/pet-rules.ts';
import type { World } from '../world.ts';
import { isInUse, type Passport, type PassportId, type PassportState } from './passport.ts';
import { parsePassportNumber, type PassportNumber } from './passport-number.ts';
import { mayBeIssued, type PassportTemplate, passportTemplate } from './passport-templates.ts';

/** What is written on the booklet. */
export interface PassportRequest {
  readonly id: PassportId;
  readonly template: string;
  readonly number: string;
}

export type IssueHere = Omit<Extract<Passport['issue'], { where: 'HERE' }>, 'where'>;

type PassportRefusal = Failure<
  | 'NOT_A_PASSPORT_NUMBER'
  | 'NUMBER_NOT_OF_TEMPLATE'
  | 'PASSPORT_NUMBER_TAKEN'
  | 'TEMPLATE_UNKNOWN'
  | 'TEMPLATE_NOT_FOR_SPECIES'
  | 'PASSPORT_IN_USE'
  | 'DATE_IN_FUTURE'
  | 'TOO_MANY_ENTRIES'
>;

/** A passport the owner brings along is copied into the pet, as it is. */
export function recordPassport(
  pet: Pet,
  request: PassportRequest,
  issued: { readonly on?: CivilDate | undefined; readonly by?: string | undefined },
  world: World,
  { stamp, today }: PetContext,
): Result<Pet, PassportRefusal> {
  if (issued.on !== undefined && issued.on > today) return err(failure('DATE_IN_FUTURE', { date: issued.on }));
  const by = tidyLine(issued.by ?? '', 160);
  const issue = { where: 'ELSEWHERE' as const, ...onlyDefined({ on: issued.on, by: by === '' ? undefined : by }) };
  return withPassport(pet, request, issue, world, stamp);
}

/** The clinic issues a passport: of a form that is in force, for a living and marked animal. */
export function issuePassport(
  pet: Pet,
  request: PassportRequest,
  issue: IssueHere,
  world: World,
  { stamp, today }: PetContext,
): Result<Pet, PassportRefusal | Failure<'TEMPLATE_NOT_ISSUABLE' | 'ANIMAL_NOT_MARKED' | 'PET_DECEASED'>> {
  const { template: code } = request;
  const template = passportTemplate(code);
  if (template === undefined) return err(failure('TEMPLATE_UNKNOWN', { template: code }));
  if (issue.on > today) return err(failure('DATE_IN_FUTURE', { date: issue.on }));
  if (!mayBeIssued(template, issue.on)) return err(failure('TEMPLATE_NOT_ISSUABLE', { template: code }));
  if (pet.deceased !== undefined) return err(failure('PET_DECEASED', { name: pet.name, deceased: pet.deceased }));
  const marked = markedOn(pet);
  const isMarked = marked !== undefined && marked <= issue.on;
  if (template.needsMarking && !isMarked) return err(failure('ANIMAL_NOT_MARKED'));
  return withPassport(pet, request, { where: 'HERE', ...issue }, world, stamp);
}

/** Lost, cancelled or replaced; its number stays taken for ever (C-30). */
export function closePassport(
  pet: Pet,
  id: PassportId,
  state: Exclude<PassportState, { status: 'ACTIVE' }>,
  { stamp, today }: PetContext,
): Result<Pet, Failure<'NOT_FOUND' | 'PASSPORT_CLOSED' | 'DATE_IN_FUTURE'>> {
  const passport = pet.passports.find((each) => each.id === id);
  if (passport === undefined) return err(failure('NOT_FOUND'));
  if (passport.state.status !== 'ACTIVE') return err(failure('PASSPORT_CLOSED', { number: passport.number }));
  if (state.on > today) return err(failure('DATE_IN_FUTURE', { date: state.on }));
  return ok(replacePassport(pet, { ...passport, state }, stamp));
}

/** The pet with one of its passports changed. */
export function replacePassport(pet: Pet, passport: Passport, stamp: Stamp): Pet {
  const passports = pet.passports.map((each) => (each.id === passport.id ? passport : each));
  return { ...pet, passports, changed: stamp };
}

/** Reads the number for a form, and makes sure that nobody else has it. */
export function freeNumber(
  pet: Pet,
  template: PassportTemplate,
  { id, number: typed }: Pick<PassportRequest, 'id' | 'number'>,
  world: World,
): Result<PassportNumber, Failure<'NOT_A_PASSPORT_NUMBER' | 'NUMBER_NOT_OF_TEMPLATE' | 'PASSPORT_NUMBER_TAKEN'>> {
  const number = parsePassportNumber(typed);
  if (!number.ok) return number;
  if (!template.number.test(number.value)) return err(failure('NUMBER_NOT_OF_TEMPLATE', { template: template.code }));
  const others = world.byKey(pets, 'passport', number.value).filter((other) => other.id !== pet.id);
  const own = pet.passports.some((each) => each.id !== id && each.number === number.value);
  const holder = own ? pet : others[0];
  if (holder === undefined) return number;
  return err(failure('PASSPORT_NUMBER_TAKEN', { number: number.value, pet: holder.id, name: holder.name }));
}

function withPassport(
  pet: Pet,
  request: PassportRequest,
  issue: Passport['issue'],
  world: World,
  stamp: Stamp,
): Result<Pet, PassportRefusal> {
  const template = passportTemplate(request.template);
  if (template === undefined) return err(failure('TEMPLATE_UNKNOWN', { template: request.template }));
  if (template.species?.includes(pet.species) === false) {
    return err(failure('TEMPLATE_NOT_FOR_SPECIES', { template: template.code }));
  }
  const inUse = pet.passports.find((passport) => passport.template === template.code && isInUse(passport));
  if (inUse !== undefined) return err(failure('PASSPORT_IN_USE', { number: inUse.number }));
  const number = freeNumber(pet, template, request, world);
  if (!number.ok) return number;
  if (pet.passports.length >= 40) return err(failure('TOO_MANY_ENTRIES', { list: 'passports', most: 40 }));
  const passport: Passport = {
    id: request.id,
    template: template.code,
    number: number.value,
    numberAsTyped: tidyLine(request.number, 80),
    issue,
    state: { status: 'ACTIVE' },
    uniqueness: { kind: 'UNIQUE' },
    recorded: stamp,
    entries: [],
  };
  return ok({ ...pet, passports: [...pet.passports, passport], changed: stamp });
}
