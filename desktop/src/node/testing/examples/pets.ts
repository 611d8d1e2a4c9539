import { quantity } from '@lapka/shared/base/quantity.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import { detailsOfPet } from '@lapka/shared/domain/pets/pet-rules.ts';
import { seenOf } from '@lapka/shared/domain/seen.ts';
import { today } from '@lapka/shared/testing/builders/stamp.ts';
import { baron, clientOf, petOf } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const pet = baron.id;
const dead: Pet = { ...baron, deceased: today };
const rex = {
  name: 'Рекс',
  species: 'DOG' as const,
  sex: 'MALE' as const,
  neutered: 'UNKNOWN' as const,
  bornIsEstimate: false,
};

export const petExamples: ExamplesOf<'pets'> = {
  register: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) => bridge.do.pets.register({ ...once, ...rex, owner: baron.owner }),
  },
  change: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) => bridge.do.pets.change({ ...once, ...rex, pet, seen: seenOf(detailsOfPet(baron)) }),
  },
  weigh: {
    by: 'U4',
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.pets.weigh({ ...once, pet, kilograms: quantity(25.2), source: 'SCALES', confirmed: false }),
  },
  changeWarnings: {
    by: 'U4',
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.pets.changeWarnings({
        ...once,
        pet,
        warning: { list: 'alerts', item: { kind: 'BITES', state: { status: 'ACTIVE' } } },
      }),
  },
  changeOwner: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.pets.changeOwner({
        ...once,
        pet,
        seenOwner: baron.owner,
        owner: clientOf('Harris'),
        on: today,
        reason: 'gift',
      }),
  },
  changeCoOwners: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.pets.changeCoOwners({
        ...once,
        pet,
        change: { do: 'ADD', client: clientOf('Kuznetsov'), since: today },
      }),
  },
  markChip: {
    by: 'U4',
    writes: ['pets'],
    call: (bridge, once) =>
      bridge.do.pets.markChip({
        ...once,
        pet,
        mark: {
          kind: 'CHIP',
          entry: { how: 'SCANNED', text: '643 0941 0000 0001' },
          isOldChip: false,
          marked: { how: 'READ', on: today },
        },
      }),
  },
  reportDeath: {
    by: 'U2',
    writes: ['pets'],
    call: (bridge, once) => bridge.do.pets.reportDeath({ ...once, pet, on: today }),
  },
  withdrawDeath: {
    by: 'U2',
    given: { pets: [dead] },
    writes: ['pets'],
    call: (bridge, once) => bridge.do.pets.withdrawDeath({ ...once, pet }),
  },
  archive: {
    by: 'U5',
    writes: ['pets'],
    call: (bridge, once) => bridge.do.pets.archive({ ...once, pet: petOf('Milo'), reason: 'MOVED_AWAY' }),
  },
};
