import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import type { CommandName } from '@lapka/shared/domain/accounts/command-names.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import { pets } from '@lapka/shared/domain/pets/pet.ts';
import { locationId } from '@lapka/shared/testing/builders/settings.ts';
import type { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { StoreReader } from '../../../desktop/src/node/store/store.ts';
import { services, vets } from './simulated-clinic.ts';

/** What somebody sees who is about to do something. */
export interface Scene {
  readonly reader: StoreReader;
  readonly chooser: SeededChooser;
  readonly today: CivilDate;
}

/** What somebody does: as whom, and what the screen would send. Undefined when there is nothing to do. */
export type Deed = { readonly by: StaffId; readonly input: Readonly<Record<string, unknown>> } | undefined;

export interface Actor {
  /** How often, compared with the others. */
  readonly weight: number;
  readonly think: (scene: Scene) => Deed;
}

const person = (key: string): StaffId => derivedId('Staff', key);

/** One line for each command that people use in a simulation. */
export const actors: Partial<Readonly<Record<CommandName, Actor>>> = {
  'bookings.book': { weight: 6, think: book },
  'records.vaccinate': { weight: 3, think: vaccinate },
};

/** Few days, few hours: so that desks without a line often mean the same one. */
function book({ reader, chooser, today }: Scene): Deed {
  const pet = chooser.pick(reader.find(pets, {}));
  const hour = String(chooser.between(10, 16)).padStart(2, '0');
  return {
    by: person(chooser.pick(['U5', 'U6'])),
    input: {
      pet: pet.id,
      services: [derivedId('Service', chooser.pick(services))],
      location: locationId('L1'),
      vet: person(chooser.pick(vets)),
      date: addDays(today, chooser.between(1, 3)),
      time: wallTime(`${hour}:${chooser.pick(['00', '30'])}`),
      source: 'PHONE',
    },
  };
}

function vaccinate({ reader, chooser, today }: Scene): Deed {
  const pet = chooser.pick(reader.find(pets, {}));
  return {
    by: person(chooser.pick(vets)),
    input: {
      pet: pet.id,
      vaccine: 'V-RAB',
      date: today,
      batch: { number: `B${chooser.between(1, 99)}`, expires: addDays(today, 100) },
    },
  };
}
