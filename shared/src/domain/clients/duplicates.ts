import { nameKey } from '../people/name-key.ts';
import type { World } from '../world.ts';
import { type Client, type ClientId, clients } from './client.ts';

/** Why two entries may be one person. Families share phones and names, so only both together are convincing. */
export interface Duplicate {
  readonly client: ClientId;
  readonly strength: 'LIKELY' | 'POSSIBLE';
  readonly reasons: readonly DuplicateReason[];
}

export type DuplicateReason = 'SAME_PHONE' | 'SAME_EMAIL' | 'SAME_NAME' | 'SAME_BIRTHDAY';

/**
 * Entries that look like the same person: by phone, by e-mail, and by the sound of the name, so that `Артём Волков`
 * and `Artem Volkov` meet. The likely ones first.
 */
export function findDuplicates(client: Client, world: World): readonly Duplicate[] {
  const candidates = new Map<ClientId, Client>();
  for (const { key, value } of duplicateKeys(client)) {
    for (const other of world.byKey(clients, key, value)) candidates.set(other.id, other);
  }
  return [...candidates.values()]
    .filter((other) => mayBeTheSame(client, other))
    .map((other) => compareClients(client, other))
    .filter((duplicate) => duplicate !== undefined)
    .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'en'));
}

/** The values by which two entries of one person would meet. */
export function duplicateKeys({
  name,
  phones,
  email,
}: Client): readonly { readonly key: string; readonly value: string }[] {
  return [
    ...phones.map(({ number }) => ({ key: 'phone', value: number })),
    ...(email === undefined ? [] : [{ key: 'email', value: email }]),
    { key: 'name', value: namesKey(name) },
  ];
}

function namesKey({ family, given }: Client['name']): string {
  return `${nameKey(family)} ${nameKey(given)}`;
}

function mayBeTheSame(client: Client, other: Client): boolean {
  if (client.id === other.id) return false;
  if (other.state.status === 'MERGED' || other.state.status === 'ERASED') return false;
  return !client.notTheSameAs.includes(other.id) && !other.notTheSameAs.includes(client.id);
}

function compareClients(client: Client, other: Client): Duplicate | undefined {
  const numbers = new Set(client.phones.map(({ number }) => number));
  const found: readonly (readonly [boolean, DuplicateReason])[] = [
    [other.phones.some(({ number }) => numbers.has(number)), 'SAME_PHONE'],
    [client.email !== undefined && client.email === other.email, 'SAME_EMAIL'],
    [namesKey(client.name) === namesKey(other.name), 'SAME_NAME'],
    [client.born !== undefined && client.born === other.born, 'SAME_BIRTHDAY'],
  ];
  const reasons = found.flatMap(([holds, reason]) => (holds ? [reason] : []));
  // Two birthdays that differ outweigh a common name.
  const differ = client.born !== undefined && other.born !== undefined && client.born !== other.born;
  const byNameOnly = reasons.length === 1 && reasons[0] === 'SAME_NAME';
  if (reasons.length === 0 || (byNameOnly && differ)) return undefined;
  const isLikely = reasons.includes('SAME_NAME') && reasons.length > 1 && !differ;
  return { client: other.id, strength: isLikely ? 'LIKELY' : 'POSSIBLE', reasons };
}

function orderOf({ strength, client }: Duplicate): string {
  return `${strength === 'LIKELY' ? 0 : 1} ${client}`;
}
