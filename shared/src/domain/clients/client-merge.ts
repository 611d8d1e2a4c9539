import { stampOrder } from '../document.ts';
import { byKey, eachField, eachOnce, type FieldPolicies, first, keepBoth, ranked } from '../merge-policies.ts';
import type { Policy } from '../merging.ts';
import { type Merge, mergeWithReport } from '../three-way.ts';
import type { Client, ClientState, PhoneEntry } from './client.ts';
import type { Consent } from './consent.ts';
import { withoutPerson } from './erasure.ts';

const rankOfState: Readonly<Record<ClientState['status'], number>> = { ACTIVE: 0, ARCHIVED: 0, MERGED: 1, ERASED: 2 };

/** Redirects of both sides stand, because each desk saw two entries of one person; of two erasures the first one. */
const mergeStates: Policy<ClientState> = (field, merging) => {
  const { ours, theirs } = field;
  if (ours?.status === 'MERGED' && theirs?.status === 'MERGED') {
    const into = [...new Set([...ours.into, ...theirs.into])].toSorted();
    return merging.joined(field, { status: 'MERGED', into });
  }
  if (ours?.status === 'ERASED' && theirs?.status === 'ERASED') {
    return first<ClientState>((state) => (state.status === 'ERASED' ? stampOrder(state.erased) : ''))(field, merging);
  }
  return ranked<ClientState>(({ status }) => rankOfState[status])(field, merging);
};

/** A withdrawal stands over a consent that still stood, and of two withdrawals the first. */
function withdrawnFirst(state: Consent['state']): string {
  return state.status === 'WITHDRAWN' ? state.withdrawn.at : 'never';
}

const policies: FieldPolicies<Client> = {
  name: eachField(),
  state: mergeStates,
  phones: byKey(({ number }: PhoneEntry) => number, eachField()),
  addresses: byKey(({ id }) => id, eachField()),
  consents: byKey(({ id }) => id, eachField<Consent>({ state: first(withdrawnFirst) })),
  notifications: eachField({ channels: eachField(), topics: eachField() }),
  discounts: byKey(({ id }) => id, eachField()),
  note: keepBoth(20_000),
  notTheSameAs: eachOnce,
};

/**
 * Two desks changed the same person. Phones, addresses, consents and discounts are joined one by one, both notes stand,
 * a withdrawn consent stays withdrawn. An erasure stands over everything and erases the other side, too; a redirect
 * stands over an edit. Of two names, languages or zones the later one stands, and a task shows the other.
 */
export function mergeClients(base: Client | undefined, ours: Client, theirs: Client): Client {
  return mergeClientsWithReport(base, ours, theirs).document;
}

export function mergeClientsWithReport(base: Client | undefined, ours: Client, theirs: Client): Merge<Client> {
  const merge = mergeWithReport(base, ours, theirs, policies);
  const isErased = merge.document.state.status === 'ERASED';
  return isErased ? { document: withoutPerson(merge.document), replaced: [] } : merge;
}
