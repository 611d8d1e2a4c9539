import { quantity } from '@lapka/shared/base/quantity.ts';
import { clients } from '@lapka/shared/domain/clients/client.ts';
import { clinicZone, vets } from '../simulated-clinic.ts';
import { type Deed, frontDesk, oneOf, person, type Scene, somePet } from './scene.ts';

const noPassport = { template: 'EU-2026' };

export function registerClient(scene: Scene): Deed {
  const input = {
    name: { family: `Новый${scene.chooser.between(1, 99)}`, given: 'Иван' },
    phones: [{ number: `+7000666${String(scene.chooser.between(0, 50)).padStart(4, '0')}` }],
    addresses: [],
    language: 'ru',
    zone: clinicZone,
    consents: [{ purpose: 'CARE', textVersion: 'ru-2026-09', channel: 'SIGNED_PAPER' }],
    pets: [],
  };
  return { by: frontDesk(scene), input };
}

export function changeNotifications(scene: Scene): Deed {
  const client = oneOf(scene, clients);
  if (client === undefined) return undefined;
  const notifications = { channels: { SMS: scene.chooser.chance(0.5) }, topics: { REVIEW: scene.chooser.chance(0.5) } };
  return { by: frontDesk(scene), input: { client: client.id, notifications } };
}

export function registerPet(scene: Scene): Deed {
  const owner = oneOf(scene, clients);
  if (owner === undefined) return undefined;
  const { chooser } = scene;
  const input = {
    owner: owner.id,
    name: `Кроха ${chooser.between(1, 99)}`,
    species: chooser.pick(['DOG', 'CAT']),
    sex: 'UNKNOWN',
    neutered: 'UNKNOWN',
    bornIsEstimate: false,
  };
  return { by: frontDesk(scene), input };
}

export function weigh(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  const kilograms = quantity(scene.chooser.between(40, 60) / 10);
  return { by: person('U4'), input: { pet: pet.id, kilograms, source: 'SCALES', confirmed: true } };
}

/** A handful of numbers, so that two animals get the same one now and then. */
export function markChip(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  const text = `64309410000${String(scene.chooser.between(0, 30)).padStart(4, '0')}`;
  const mark = {
    kind: 'CHIP',
    entry: { how: 'SCANNED', text },
    isOldChip: false,
    marked: { how: 'READ', on: scene.today },
  };
  return { by: person('U4'), input: { pet: pet.id, mark } };
}

export function recordPassport(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  const number = `XX00${String(scene.chooser.between(0, 30)).padStart(5, '0')}`;
  return { by: frontDesk(scene), input: { ...noPassport, pet: pet.id, number, on: scene.today } };
}

export function vaccinate(scene: Scene): Deed {
  const pet = somePet(scene);
  if (pet === undefined) return undefined;
  const { chooser, today } = scene;
  const elsewhere = { product: 'Nobivac', batch: `B${chooser.between(1, 99)}`, vet: 'A vet', clinic: 'A clinic' };
  const input = {
    pet: pet.id,
    date: today,
    given: { where: 'ELSEWHERE', vaccine: 'V-RAB', ...elsewhere },
    startsSeries: false,
    atRisk: false,
    due: { by: 'PROTOCOL' },
  };
  return { by: person(chooser.pick(vets)), input };
}
