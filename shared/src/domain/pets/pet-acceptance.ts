import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal, type SideDocument } from '../acceptance.ts';
import { bothChangedTask, bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import { judgePassports, numbersConcerned } from '../passports/passport-clash.ts';
import type { Need, World } from '../world.ts';
import { mergePetsWithReport } from './pet-merge.ts';
import { type Pet, pets } from './pet.ts';

/**
 * Changes of a pet are joined; then its passport numbers and chips are compared with those of all other pets, because
 * only here all desks are known. A number that somebody else recorded earlier parks the passport in conflict (C-30); a
 * chip that is in two pets gives a task, since one of the two was read wrong.
 */
export function acceptPet(proposal: Proposal<Pet>, world: World): Acceptance<Pet> {
  const { stored, base, wanted } = proposal;
  const joined =
    stored === undefined || followsOnStored(proposal)
      ? { document: wanted, replaced: [] }
      : mergePetsWithReport(base, wanted, stored);
  const { pet, others, tasks } = judgePassports(joined.document, stored, world);
  const changes =
    stored === undefined ? [] : bothChangedTask({ collection: 'pets', id: wanted.id }, wanted, stored, joined.replaced);
  const also = [...changes, ...others, ...tasks, ...chipTasks(pet, stored, world)];
  if (also.length === 0 && sameJson(pet, wanted)) return accepted;
  const isParked = tasks.length > 0 && !sameJson(pet.passports, joined.document.passports);
  return isParked
    ? { kind: 'park', document: pet, reason: 'PASSPORT_CLASH', also }
    : { kind: 'merge', document: pet, also };
}

export function petNeeds({ stored, wanted }: Proposal<Pet>): readonly Need[] {
  const byKey = (key: string, value: string): Need => ({ kind: 'byKey', collection: pets, key, value });
  return [
    ...numbersConcerned(wanted, stored).map((number) => byKey('passport', number)),
    ...[...new Set([...chipsOf(wanted), ...chipsOf(stored)])].map((number) => byKey('chip', number)),
  ];
}

function chipTasks(pet: Pet, stored: Pet | undefined, world: World): SideDocument[] {
  const known = new Set(chipsOf(stored));
  return chipsOf(pet)
    .filter((number) => !known.has(number))
    .flatMap((number) =>
      world
        .byKey(pets, 'chip', number)
        .filter(({ id }) => id !== pet.id)
        .map((other) => {
          const [a = pet.id, b = pet.id] = [pet.id, other.id].toSorted();
          const task = createTask({
            id: derivedId('Task', 'CHIP_CLASH', number, a, b),
            kind: 'CHIP_CLASH',
            subject: { collection: 'pets', id: pet.id },
            details: { number, name: pet.name, other: other.id, otherName: other.name },
            stamp: bySystem(pet.changed),
          });
          return alongside(task);
        }),
    );
}

function chipsOf(pet: Pet | undefined): readonly string[] {
  return pet === undefined ? [] : pet.chips.filter(({ state }) => state !== 'REMOVED').map(({ number }) => number);
}
