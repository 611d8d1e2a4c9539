import type { CivilDate } from '../../base/civil-date.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { derivedId } from '../../base/id.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyLine } from '../../base/text.ts';
import { type Client, type ClientId, type ClosedEntry, closedEntry } from '../clients/client.ts';
import type { PastOwner } from './ownership.ts';
import type { Pet } from './pet.ts';
import type { PetContext } from './pet-rules.ts';

type OwnershipRefusal = ClosedEntry | Failure<'ALREADY_OWNER' | 'DATE_IN_FUTURE' | 'TOO_MANY_ENTRIES'>;

/** The animal gets another primary owner; who owned it until when stays in its history (C-31). */
export function changeOwner(
  pet: Pet,
  owner: Client,
  on: CivilDate,
  reason: string,
  { stamp, today }: PetContext,
): Result<Pet, OwnershipRefusal> {
  const refusal = refusalOf(pet.owner, owner, on, today);
  if (refusal !== undefined) return err(refusal);
  const { ownerSince, ...kept } = pet;
  const before = pastOwner(pet, pet.owner, 'PRIMARY', ownerSince, on, reason);
  // A co-owner who becomes the primary owner is no co-owner any more.
  const promoted = pet.coOwners
    .filter(({ client }) => client === owner.id)
    .map(({ since }) => pastOwner(pet, owner.id, 'CO_OWNER', since, on, ''));
  return withHistory(
    {
      ...kept,
      owner: owner.id,
      ownerSince: on,
      coOwners: pet.coOwners.filter(({ client }) => client !== owner.id),
      changed: stamp,
    },
    [before, ...promoted],
  );
}

export function addCoOwner(
  pet: Pet,
  client: Client,
  since: CivilDate,
  { stamp, today }: PetContext,
): Result<Pet, OwnershipRefusal> {
  const refusal = refusalOf(pet.owner, client, since, today);
  if (refusal !== undefined) return err(refusal);
  if (pet.coOwners.some((coOwner) => coOwner.client === client.id)) return err(failure('ALREADY_OWNER'));
  if (pet.coOwners.length >= 20) return err(failure('TOO_MANY_ENTRIES', { list: 'coOwners', most: 20 }));
  return ok({ ...pet, coOwners: [...pet.coOwners, { client: client.id, since }], changed: stamp });
}

export function removeCoOwner(
  pet: Pet,
  client: ClientId,
  on: CivilDate,
  reason: string,
  { stamp, today }: PetContext,
): Result<Pet, Failure<'NOT_CO_OWNER' | 'DATE_IN_FUTURE' | 'TOO_MANY_ENTRIES'>> {
  if (on > today) return err(failure('DATE_IN_FUTURE', { date: on }));
  const coOwner = pet.coOwners.find((each) => each.client === client);
  if (coOwner === undefined) return err(failure('NOT_CO_OWNER'));
  const coOwners = pet.coOwners.filter((each) => each.client !== client);
  const before = pastOwner(pet, client, 'CO_OWNER', coOwner.since, on, reason);
  return withHistory({ ...pet, coOwners, changed: stamp }, [before]);
}

/** Who may book for the animal and look at its book. */
export function ownersOf({ owner, coOwners }: Pet): readonly ClientId[] {
  return [owner, ...coOwners.map(({ client }) => client)];
}

function refusalOf(
  primary: ClientId,
  client: Client,
  on: CivilDate,
  today: CivilDate,
): ClosedEntry | Failure<'ALREADY_OWNER' | 'DATE_IN_FUTURE'> | undefined {
  if (on > today) return failure('DATE_IN_FUTURE', { date: on });
  return client.id === primary ? failure('ALREADY_OWNER') : closedEntry(client);
}

/** The id follows from what it says, so that two desks that enter one change of owner make one entry. */
function pastOwner(
  pet: Pet,
  client: ClientId,
  role: PastOwner['role'],
  from: CivilDate | undefined,
  until: CivilDate,
  reason: string,
): PastOwner {
  const said = tidyLine(reason, 160);
  return {
    id: derivedId('Ownership', pet.id, client, role, until),
    client,
    role,
    until,
    ...onlyDefined({ from, reason: said === '' ? undefined : said }),
  };
}

function withHistory(pet: Pet, past: readonly PastOwner[]): Result<Pet, Failure<'TOO_MANY_ENTRIES'>> {
  const known = new Set(past.map(({ id }) => id));
  const pastOwners = [...pet.pastOwners.filter(({ id }) => !known.has(id)), ...past];
  if (pastOwners.length > 200) return err(failure('TOO_MANY_ENTRIES', { list: 'pastOwners', most: 200 }));
  return ok({ ...pet, pastOwners });
}
