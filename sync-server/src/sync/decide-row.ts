import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Acceptance, Proposal, SideDocument } from '@lapka/shared/domain/acceptance.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { DeviceId, DocumentFields } from '@lapka/shared/domain/document.ts';
import type { World } from '@lapka/shared/domain/world.ts';
import type { StoredDocument } from '../stores/document-store.ts';

/** A row whose documents have been parsed. */
export interface ParsedRow {
  readonly base: DocumentFields | undefined;
  readonly wanted: DocumentFields;
  readonly deleted: boolean;
}

/** What becomes of a row. `write` is what is to be stored, when something is. */
export type RowDecision =
  | { readonly kind: 'ACCEPTED'; readonly write?: DocumentFields }
  | { readonly kind: 'KEPT'; readonly stored: StoredDocument }
  | {
      readonly kind: 'STORED_INSTEAD';
      readonly why: 'MERGED' | 'PARKED';
      readonly write: DocumentFields;
      readonly also: readonly SideDocument[];
    }
  | { readonly kind: 'REFUSED'; readonly reason: string };

/** Decides about one row of a push (PUSH-5, PUSH-6). */
export function decideRow(
  definition: AnyCollection,
  row: ParsedRow,
  stored: StoredDocument | undefined,
  device: DeviceId,
  now: Instant,
  world: World,
): RowDecision {
  const isThereAlready = stored !== undefined && stored.deleted === row.deleted && isSame(stored.document, row.wanted);
  if (isThereAlready) return { kind: 'ACCEPTED' };
  const isCurrent = stored === undefined || isBuiltOn(row, stored, device);
  if (row.deleted) {
    // A removal never takes away what somebody else has written meanwhile.
    return isCurrent || stored.deleted ? { kind: 'ACCEPTED', write: row.wanted } : { kind: 'KEPT', stored };
  }
  const alive = stored?.deleted === true ? undefined : stored?.document;
  const wanted = isCurrent || alive === undefined ? row.wanted : definition.merge(row.base, row.wanted, alive);
  if (alive !== undefined && stored !== undefined && isSame(alive, wanted)) return { kind: 'KEPT', stored };
  const proposal: Proposal<DocumentFields> = { stored: alive, base: row.base, wanted, device, now };
  return answerOf(definition.accept(proposal, world), wanted, isSame(wanted, row.wanted));
}

function answerOf(acceptance: Acceptance<DocumentFields>, wanted: DocumentFields, isAsPushed: boolean): RowDecision {
  switch (acceptance.kind) {
    case 'accept':
      return isAsPushed
        ? { kind: 'ACCEPTED', write: wanted }
        : { kind: 'STORED_INSTEAD', why: 'MERGED', write: wanted, also: [] };
    case 'merge':
      return { kind: 'STORED_INSTEAD', why: 'MERGED', write: acceptance.document, also: acceptance.also ?? [] };
    case 'park':
      return { kind: 'STORED_INSTEAD', why: 'PARKED', write: acceptance.document, also: acceptance.also };
    case 'refuse':
      return { kind: 'REFUSED', reason: acceptance.reason };
  }
}

/** Whether the row was made on top of what is stored, or of this device's own write whose answer it never heard. */
function isBuiltOn(row: ParsedRow, stored: StoredDocument, device: DeviceId): boolean {
  return stored.device === device || (row.base !== undefined && !stored.deleted && isSame(stored.document, row.base));
}

function isSame(a: DocumentFields, b: DocumentFields): boolean {
  return a === b || canonicalJson(asJson(a)) === canonicalJson(asJson(b));
}

function asJson(document: DocumentFields): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed documents are plain JSON
  return document as unknown as JsonObject;
}
