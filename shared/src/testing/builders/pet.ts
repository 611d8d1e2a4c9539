import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import type { Passport } from '../../domain/passports/passport.ts';
import { passportNumberSchema } from '../../domain/passports/passport-number.ts';
import type { Chip } from '../../domain/pets/chip.ts';
import type { Pet } from '../../domain/pets/pet.ts';
import { aStamp, documentBy } from './stamp.ts';

/** Baron, Irina Volkova's Labrador, five years old. */
export function aPet(given: Partial<Pet> = {}): Pet {
  return {
    id: derivedId('Pet', 'Baron'),
    owner: derivedId('Client', 'Irina Volkova'),
    ownerSince: civilDate('2021-07-01'),
    coOwners: [],
    pastOwners: [],
    state: { status: 'ACTIVE' },
    name: 'Барон',
    latinName: 'Baron',
    species: 'DOG',
    breedCode: 'LABRADOR',
    sex: 'MALE',
    neutered: 'NO',
    born: civilDate('2021-05-03'),
    bornIsEstimate: false,
    weights: [],
    allergies: [],
    alerts: [],
    problems: [],
    chips: [],
    tattoos: [],
    registrations: [],
    passports: [],
    ...documentBy(),
    ...given,
  };
}

export function aChip(given: Partial<Chip> = {}): Chip {
  return {
    id: derivedId('Chip', 'Baron'),
    number: '643094100000001',
    standard: 'ISO_11784',
    marked: { how: 'IMPLANTED', on: civilDate('2021-08-01') },
    entered: 'SCANNED',
    state: 'WORKS',
    ...given,
  };
}

export function aPassport(given: Partial<Passport> = {}): Passport {
  return {
    id: derivedId('Passport', 'Baron'),
    template: 'EU-2026',
    number: passportNumberSchema.parse('XX0012345'),
    numberAsTyped: 'XX 00-123 45',
    issue: { where: 'ELSEWHERE', on: civilDate('2026-05-01'), by: 'A clinic' },
    state: { status: 'ACTIVE' },
    uniqueness: { kind: 'UNIQUE' },
    recorded: aStamp(),
    entries: [],
    ...given,
  };
}
