import { derivedId } from '../../base/id.ts';
import { civilDate } from '../../base/civil-date.ts';
import { createdBy } from '../../domain/document.ts';
import type { Pet } from '../../domain/pets/pet.ts';
import { aStamp } from './stamp.ts';

/** Baron, a Labrador of five. */
export function aPet(given: Partial<Pet> = {}): Pet {
  return {
    id: derivedId('Pet', given.name ?? 'Baron'),
    owner: derivedId('Client', 'Volkova'),
    name: 'Барон',
    species: 'DOG',
    born: civilDate('2021-05-03'),
    ...createdBy(aStamp(), 1),
    ...given,
  };
}
