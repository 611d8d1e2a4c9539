import { derivedId } from '../../base/id.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal, type SideDocument } from '../acceptance.ts';
import { bothChangedTask, bySystem, changedBecauseOf } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Need, World } from '../world.ts';
import { type Client, type ClientId, clients } from './client.ts';
import { mergeClientsWithReport } from './client-merge.ts';
import { duplicateKeys, findDuplicates } from './duplicates.ts';
import { pointingTo } from './same-person.ts';

/**
 * Changes of a client are joined. Two more things are looked at, because only here both desks are known: an owner whom
 * two desks registered, each for itself, gives a task; and an entry that two desks joined with different others makes
 * those others one person, too.
 */
export function acceptClient(proposal: Proposal<Client>, world: World): Acceptance<Client> {
  const { stored, base, wanted } = proposal;
  if (stored === undefined) {
    const also = duplicateTasks(wanted, world);
    return also.length === 0 ? accepted : { kind: 'merge', document: wanted, also };
  }
  if (followsOnStored(proposal)) return accepted;
  const { document, replaced } = mergeClientsWithReport(base, wanted, stored);
  const subject = { collection: 'clients', id: wanted.id } as const;
  const also = [...bothChangedTask(subject, wanted, stored, replaced), ...redirectsOfTargets(document, world)];
  return { kind: 'merge', document, also };
}

export function clientNeeds({ stored, wanted }: Proposal<Client>): readonly Need[] {
  if (stored === undefined) {
    return duplicateKeys(wanted).map(({ key, value }) => ({ kind: 'byKey', collection: clients, key, value }));
  }
  return [...new Set([...targetsOf(wanted), ...targetsOf(stored)])].map((id) => ({
    kind: 'get',
    collection: clients,
    id,
  }));
}

function duplicateTasks(wanted: Client, world: World): SideDocument[] {
  return findDuplicates(wanted, world)
    .filter(({ strength }) => strength === 'LIKELY')
    .map(({ client, reasons }) => {
      const [older, younger] = [wanted.id, client].toSorted();
      const task = createTask({
        id: derivedId('Task', 'DUPLICATE_CLIENT', older ?? '', younger ?? ''),
        kind: 'DUPLICATE_CLIENT',
        subject: { collection: 'clients', id: wanted.id },
        details: { other: client, reasons: [...reasons] },
        stamp: bySystem(wanted.changed),
      });
      return alongside(task);
    });
}

/** The oldest of the targets speaks for all of them, so the others point to it. */
function redirectsOfTargets(client: Client, world: World): SideDocument[] {
  const [oldest, ...others] = targetsOf(client).toSorted();
  if (oldest === undefined) return [];
  return others.flatMap((id) => {
    const target = world.get(clients, id);
    if (target === undefined || target.state.status === 'ERASED') return [];
    const alreadyThere = target.state.status === 'MERGED' && target.state.into.includes(oldest);
    if (alreadyThere) return [];
    const document = pointingTo(target, [oldest], changedBecauseOf(client.changed, target));
    return [{ collection: 'clients' as const, document, base: target }];
  });
}

function targetsOf({ state }: Client): readonly ClientId[] {
  return state.status === 'MERGED' ? state.into : [];
}
