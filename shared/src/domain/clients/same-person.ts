import { failure, type Failure } from '../../base/failure.ts';
import { onlyDefined } from '../../base/optional.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tidyText } from '../../base/text.ts';
import type { Stamp } from '../document.ts';
import type { World } from '../world.ts';
import { type Client, type ClientId, clients, type ClosedEntry, closedEntry } from './client.ts';

/**
 * Two entries of one person are joined by a redirect from the younger to the older one. Ids grow with time, so the
 * smallest id of all entries that are joined, directly or through others, speaks for the person. That makes it the same
 * one whichever desk joins in whichever direction, and redirects can never run in a circle.
 *
 * Pets, bookings and invoices keep the id they were made with; what belongs to a person is looked up by all ids.
 */
export function idsOfPerson(id: ClientId, world: World): readonly [ClientId, ...ClientId[]] {
  const found = new Set<ClientId>([id]);
  // A set hands out what is added while it is walked.
  for (const each of found) {
    const client = world.get(clients, each);
    if (client?.state.status === 'MERGED') for (const into of client.state.into) found.add(into);
    for (const other of world.byKey(clients, 'mergedInto', each)) found.add(other.id);
  }
  const [first = id, ...others] = [...found].toSorted();
  return [first, ...others];
}

/** The entry that speaks for a person; undefined only when it has not arrived here yet. */
export function personOf(id: ClientId, world: World): Client | undefined {
  return world.get(clients, idsOfPerson(id, world)[0]);
}

export interface JoinedClients {
  readonly survivor: Client;
  readonly merged: Client;
}

/**
 * Joins two entries. The older one takes over what the younger one has and it lacks: phones, addresses, consents,
 * discounts, notes. The younger one keeps everything as it was and points to the older one.
 */
export function joinClients(
  a: Client,
  b: Client,
  stamp: Stamp,
): Result<JoinedClients, ClosedEntry | Failure<'SAME_CLIENT'>> {
  if (a.id === b.id) return err(failure('SAME_CLIENT'));
  const closed = closedEntry(a) ?? closedEntry(b);
  if (closed !== undefined) return err(closed);
  const [older, younger] = a.id < b.id ? [a, b] : [b, a];
  return ok({ survivor: takeOver(older, younger, stamp), merged: pointingTo(younger, [older.id], stamp) });
}

/** The entry with a redirect more. */
export function pointingTo(client: Client, targets: readonly ClientId[], stamp: Stamp): Client {
  const before = client.state.status === 'MERGED' ? client.state.into : [];
  const into = [...new Set([...before, ...targets])].toSorted();
  return { ...client, state: { status: 'MERGED', into }, changed: stamp };
}

/** Undoes a join that was a mistake, and remembers it, so that the two are not proposed again. */
export function separateClients(
  merged: Client,
  survivor: Client,
  stamp: Stamp,
): Result<JoinedClients, Failure<'NOT_MERGED'>> {
  if (merged.state.status !== 'MERGED' || !merged.state.into.includes(survivor.id)) {
    return err(failure('NOT_MERGED', { client: merged.id }));
  }
  const left = merged.state.into.filter((id) => id !== survivor.id);
  const state: Client['state'] = left.length === 0 ? { status: 'ACTIVE' } : { status: 'MERGED', into: left };
  const [first, second] = markedApart({ ...merged, state }, survivor, stamp);
  return ok({ merged: first, survivor: second });
}

/** Says that two entries that look alike are two people. */
export function keepApart(
  a: Client,
  b: Client,
  stamp: Stamp,
): Result<readonly [Client, Client], ClosedEntry | Failure<'SAME_CLIENT'>> {
  if (a.id === b.id) return err(failure('SAME_CLIENT'));
  const closed = closedEntry(a) ?? closedEntry(b);
  return closed === undefined ? ok(markedApart(a, b, stamp)) : err(closed);
}

function markedApart(a: Client, b: Client, stamp: Stamp): readonly [Client, Client] {
  const marked = (client: Client, other: ClientId): Client => ({
    ...client,
    notTheSameAs: [...new Set([...client.notTheSameAs, other])].toSorted(),
    changed: stamp,
  });
  return [marked(a, b.id), marked(b, a.id)];
}

function takeOver(older: Client, younger: Client, stamp: Stamp): Client {
  const missing = <Item>(own: readonly Item[], other: readonly Item[], keyOf: (item: Item) => string): Item[] => {
    const known = new Set(own.map(keyOf));
    return [...own, ...other.filter((item) => !known.has(keyOf(item)))];
  };
  const notes = [...new Set([older.note, younger.note].filter((note) => note !== undefined))].join('\n');
  return {
    ...older,
    ...onlyDefined({
      latinName: older.latinName ?? younger.latinName,
      email: older.email ?? younger.email,
      born: older.born ?? younger.born,
      mainAddress: older.mainAddress ?? younger.mainAddress,
      note: notes === '' ? undefined : tidyText(notes, 20_000),
    }),
    phones: missing(older.phones, younger.phones, ({ number }) => number),
    addresses: missing(older.addresses, younger.addresses, ({ id }) => id),
    consents: missing(older.consents, younger.consents, ({ id }) => id),
    discounts: missing(older.discounts, younger.discounts, ({ id }) => id),
    changed: stamp,
  };
}
