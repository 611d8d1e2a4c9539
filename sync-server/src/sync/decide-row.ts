import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Acceptance, Proposal, SideDocument } from '@lapka/shared/domain/acceptance.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { DeviceId, DocumentFields } from '@lapka/shared/domain/document.ts';
import type { World } from '@lapka/shared/domain/world.ts';
import type { ParsedRow } from './read-row.ts';
import { isSame } from './same-document.ts';

/** What the server has under the id of a row, readable by the present schema. */
export interface KnownDocument {
  readonly document: DocumentFields;
  readonly deleted: boolean;
  /** Whether the same copy of the same device wrote it: its row then follows on it, whatever base it names. */
  readonly isOwn: boolean;
}

/** What becomes of a row. `also` is stored beside it in any case but a refusal. */
export type RowDecision =
  | {
      readonly kind: 'STORE';
      readonly as: 'PUSHED' | 'MERGED' | 'PARKED';
      readonly document: DocumentFields;
      readonly deleted: boolean;
      readonly also: readonly SideDocument[];
    }
  | { readonly kind: 'KEEP'; readonly also: readonly SideDocument[] }
  | { readonly kind: 'REFUSE'; readonly reason: string };

export interface RowContext {
  readonly definition: AnyCollection;
  readonly device: DeviceId;
  readonly now: Instant;
  readonly world: World;
}

/** Decides about one row of a push (PUSH-5 to PUSH-8). */
export function decideRow(row: ParsedRow, known: KnownDocument | undefined, context: RowContext): RowDecision {
  const isThereAlready = known !== undefined && known.deleted === row.deleted && isSame(known.document, row.wanted);
  if (isThereAlready) return { kind: 'KEEP', also: [] };
  if (row.deleted) return decideRemoval(row, known, context);
  const proposal = proposalOf(row, known, context);
  return joined(proposal, context.definition.accept(proposal, context.world), context.definition);
}

/** What acceptance is asked. A row on top of the device's own earlier write is as good as one on what is stored. */
export function proposalOf(
  { base, wanted }: ParsedRow,
  known: KnownDocument | undefined,
  { device, now }: Pick<RowContext, 'device' | 'now'>,
): Proposal<DocumentFields> {
  const stored = known?.deleted === true ? undefined : known?.document;
  return { stored, base: stored !== undefined && known?.isOwn === true ? stored : base, wanted, device, now };
}

/** A removal never takes away what somebody else has written meanwhile. */
function decideRemoval(
  { base, wanted }: ParsedRow,
  known: KnownDocument | undefined,
  { definition }: RowContext,
): RowDecision {
  if (known === undefined || known.deleted) return { kind: 'KEEP', also: [] };
  if (definition.mayRemove?.(known.document) !== true) return { kind: 'REFUSE', reason: 'NOT_REMOVABLE' };
  const isCurrent = known.isOwn || (base !== undefined && isSame(known.document, base));
  return isCurrent
    ? { kind: 'STORE', as: 'PUSHED', document: wanted, deleted: true, also: [] }
    : { kind: 'KEEP', also: [] };
}

function joined(
  proposal: Proposal<DocumentFields>,
  acceptance: Acceptance<DocumentFields>,
  definition: AnyCollection,
): RowDecision {
  const { stored, base, wanted } = proposal;
  switch (acceptance.kind) {
    case 'accept': {
      // A collection in which nothing clashes leaves the joining to its merge.
      const follows = stored === undefined || (base !== undefined && isSame(stored, base));
      return stating(proposal, follows ? wanted : definition.merge(base, wanted, stored), 'MERGED', []);
    }
    case 'merge':
      return stating(proposal, acceptance.document, 'MERGED', acceptance.also ?? []);
    case 'park':
      return stating(proposal, acceptance.document, 'PARKED', acceptance.also);
    case 'refuse':
      return { kind: 'REFUSE', reason: acceptance.reason };
  }
}

function stating(
  { stored, wanted }: Proposal<DocumentFields>,
  document: DocumentFields,
  how: 'MERGED' | 'PARKED',
  also: readonly SideDocument[],
): RowDecision {
  if (stored !== undefined && isSame(document, stored)) return { kind: 'KEEP', also };
  return { kind: 'STORE', as: isSame(document, wanted) ? 'PUSHED' : how, document, deleted: false, also };
}
