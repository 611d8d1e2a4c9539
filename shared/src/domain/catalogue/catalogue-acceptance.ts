import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import { type Acceptance, accepted, followsOnStored, type Proposal } from '../acceptance.ts';
import { bothChangedTask, bySystem } from '../inbox/both-changed.ts';
import { alongside, createTask } from '../inbox/task.ts';
import type { Merge } from '../three-way.ts';
import type { Need, World } from '../world.ts';
import { mergeCatalogueEntriesWithReport } from './catalogue-merge.ts';
import { catalogue, type CatalogueEntry } from './catalogue.ts';

/**
 * Changes are joined. Two desks may have given one code to two things, each for itself: both are kept, the one that
 * arrives later under a code with the end of its id behind it, and a task asks for a better one.
 */
export function acceptCatalogueEntry(proposal: Proposal<CatalogueEntry>, world: World): Acceptance<CatalogueEntry> {
  const { stored, wanted } = proposal;
  if (stored !== undefined && stored.kind !== wanted.kind) return { kind: 'refuse', reason: 'KIND_CHANGED' };
  const { document, replaced } = joinedWith(proposal);
  const subject = { collection: 'catalogue', id: wanted.id } as const;
  const changed = stored === undefined ? [] : bothChangedTask(subject, wanted, stored, replaced);
  const other = world.byKey(catalogue, 'code', codeKey(document)).find(({ id }) => id !== document.id);
  if (other !== undefined) {
    const task = createTask({
      id: derivedId('Task', 'NUMBER_USED_TWICE', document.id, document.code),
      kind: 'NUMBER_USED_TWICE',
      subject,
      details: { number: document.code, other: other.id },
      stamp: bySystem(document.changed),
    });
    const renamed = { ...document, code: `${document.code.slice(0, 15)}-${document.id.slice(-8).toUpperCase()}` };
    return { kind: 'park', document: renamed, reason: 'NUMBER_USED_TWICE', also: [...changed, alongside(task)] };
  }
  return changed.length === 0 && sameJson(document, wanted) ? accepted : { kind: 'merge', document, also: changed };
}

export function catalogueNeeds(proposal: Proposal<CatalogueEntry>): readonly Need[] {
  const { document } = joinedWith(proposal);
  return [{ kind: 'byKey', collection: catalogue, key: 'code', value: codeKey(document) }];
}

/** Codes are unique among things of one kind. */
export function codeKey({ kind, code }: CatalogueEntry): string {
  return `${kind} ${code}`;
}

function joinedWith(proposal: Proposal<CatalogueEntry>): Merge<CatalogueEntry> {
  const { stored, base, wanted } = proposal;
  if (stored === undefined || stored.kind !== wanted.kind || followsOnStored(proposal)) {
    return { document: wanted, replaced: [] };
  }
  return mergeCatalogueEntriesWithReport(base, wanted, stored);
}
