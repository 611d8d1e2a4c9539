import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine, tidyText } from '../../base/text.ts';
import { type Client, type ClosedEntry, closedEntry } from '../clients/client.ts';
import { createdBy, type Stamp } from '../document.ts';
import { type Pet, type PetId, type PetState, petVersion } from './pet.ts';

/** What the desk types about an animal. */
export interface TypedPet {
  readonly name: string;
  readonly latinName?: string | undefined;
  readonly species: Pet['species'];
  readonly breedCode?: string | undefined;
  readonly breed?: string | undefined;
  readonly sex: Pet['sex'];
  readonly neutered: Pet['neutered'];
  readonly born?: CivilDate | undefined;
  readonly bornIsEstimate: boolean;
  readonly coat?: string | undefined;
  readonly features?: string | undefined;
  readonly photo?: string | undefined;
  readonly note?: string | undefined;
}

export interface PetContext {
  readonly stamp: Stamp;
  readonly today: CivilDate;
}

export type PetRefusal = Failure<'PET_NAME_MISSING' | 'DATE_IN_FUTURE'>;

export function registerPet(
  id: PetId,
  owner: Client,
  typed: TypedPet,
  context: PetContext,
): Result<Pet, PetRefusal | ClosedEntry> {
  const closed = closedEntry(owner);
  if (closed !== undefined) return err(closed);
  const details = readDetails(typed, context.today);
  if (!details.ok) return details;
  return ok({
    id,
    owner: owner.id,
    ownerSince: context.today,
    coOwners: [],
    pastOwners: [],
    state: { status: 'ACTIVE' },
    ...details.value,
    weights: [],
    allergies: [],
    alerts: [],
    problems: [],
    chips: [],
    tattoos: [],
    registrations: [],
    passports: [],
    ...createdBy(context.stamp, petVersion),
  });
}

/** Replaces what the desk typed; owners, weights, warnings, chips and passports have rules of their own. */
export function changePet(pet: Pet, typed: TypedPet, { stamp, today }: PetContext): Result<Pet, PetRefusal> {
  const details = readDetails(typed, today);
  if (!details.ok) return details;
  const { latinName: _latin, breedCode: _code, breed: _breed, born: _born, ...named } = pet;
  const { coat: _coat, features: _features, photo: _photo, note: _note, ...kept } = named;
  return ok({ ...kept, ...details.value, changed: stamp });
}

/** What `changePet` replaces: the part of an animal that a form shows. */
export function detailsOfPet(pet: Pet): PetDetails {
  const { name, latinName, species, breedCode, breed, sex, neutered, born, bornIsEstimate } = pet;
  const { coat, features, photo, note } = pet;
  return {
    name,
    species,
    sex,
    neutered,
    bornIsEstimate,
    ...onlyDefined({ latinName, breedCode, breed, born, coat, features, photo, note }),
  };
}

/** The animal died: from now on nobody gets a reminder for it. Saying it again corrects the day. */
export function reportDeath(
  pet: Pet,
  on: CivilDate,
  { stamp, today }: PetContext,
): Result<Pet, Failure<'DATE_IN_FUTURE' | 'BEFORE_BIRTH'>> {
  if (on > today) return err(failure('DATE_IN_FUTURE', { date: on }));
  if (pet.born !== undefined && on < pet.born) return err(failure('BEFORE_BIRTH', { date: on, born: pet.born }));
  return ok(pet.deceased === on ? pet : { ...pet, deceased: on, changed: stamp });
}

/** It was the wrong animal. */
export function withdrawDeath(pet: Pet, stamp: Stamp): Result<Pet, Failure<'NOT_DECEASED'>> {
  const { deceased, ...alive } = pet;
  return deceased === undefined ? err(failure('NOT_DECEASED')) : ok({ ...alive, changed: stamp });
}

type ArchiveReason = Extract<PetState, { status: 'ARCHIVED' }>['reason'];

/** Off the lists, with its history kept. */
export function archivePet(pet: Pet, reason: ArchiveReason, stamp: Stamp): Pet {
  return { ...pet, state: { status: 'ARCHIVED', archived: stamp, reason }, changed: stamp };
}

export function restorePet(pet: Pet, stamp: Stamp): Pet {
  return { ...pet, state: { status: 'ACTIVE' }, changed: stamp };
}

/** Nobody books a visit for an animal that died. */
export function stillAlive({ name, deceased }: Pet): Result<void, Failure<'PET_DECEASED'>> {
  return deceased === undefined ? ok() : err(failure('PET_DECEASED', { name, deceased }));
}

/** Whether the clinic still expects the animal: no reminders and no offers for one that died or left. */
export function isExpected({ deceased, state }: Pet): boolean {
  return deceased === undefined && state.status === 'ACTIVE';
}

export type PetDetails = Pick<
  Pet,
  | 'name'
  | 'latinName'
  | 'species'
  | 'breedCode'
  | 'breed'
  | 'sex'
  | 'neutered'
  | 'born'
  | 'bornIsEstimate'
  | 'coat'
  | 'features'
  | 'photo'
  | 'note'
>;

function readDetails(typed: TypedPet, today: CivilDate): Result<PetDetails, PetRefusal> {
  const name = tidyLine(typed.name, 80);
  if (name === '') return err(failure('PET_NAME_MISSING'));
  const { species, sex, neutered, born, bornIsEstimate, breedCode, photo } = typed;
  if (born !== undefined && born > today) return err(failure('DATE_IN_FUTURE', { date: born }));
  return ok({
    name,
    species,
    sex,
    neutered,
    bornIsEstimate,
    ...onlyDefined({
      latinName: line(typed.latinName),
      breedCode,
      breed: line(typed.breed),
      born,
      coat: line(typed.coat),
      photo,
      features: text(typed.features),
      note: text(typed.note),
    }),
  });
}

function line(typed = ''): string | undefined {
  const tidy = tidyLine(typed, 80);
  return tidy === '' ? undefined : tidy;
}

function text(typed = ''): string | undefined {
  const tidy = tidyText(typed, 4_000);
  return tidy === '' ? undefined : tidy;
}
