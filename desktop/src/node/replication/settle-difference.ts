import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import { stampOrder, stampSchema } from '@lapka/shared/domain/document.ts';

/** Why a collection is compared as a whole. */
export type ReconcileReason =
  /** The server's store is of another time line: it was restored from a backup. */
  | {
      readonly why: 'EPOCH';
      /** Up to here the server has what this desk had pulled, or an ancestor of it. */
      readonly ancestors: number;
      /** From here on documents are of the new time line. */
      readonly epochStart: number;
    }
  /** Removals up to where this desk had pulled are forgotten. */
  | { readonly why: 'FLOOR' }
  /** The hashes differed. */
  | { readonly why: 'HASH' };

export interface Version {
  readonly document: JsonObject;
  readonly deleted: boolean;
}

export interface Difference {
  /** What is here; undefined when nothing ever was. */
  readonly local: Version | undefined;
  /** Whether the desk has changed it and the server has not confirmed that. */
  readonly isUnsent: boolean;
  readonly server: Version & { readonly number: number };
}

/**
 * `TAKE`: hand it to the replication as if it had just been pulled; a change that is on its way up comes first there.
 * `TAKE_OVER`: the same, and what is here gives way. `PUSH_ON_TOP`: what is here follows on what the server has.
 * `PUSH_TO_JOIN`: nobody knows what the two have in common.
 */
export type Settlement = 'TAKE' | 'TAKE_OVER' | 'PUSH_ON_TOP' | 'PUSH_TO_JOIN';

/** What to do about one document of the server that is being compared with the desk's (RECONCILE-2 to RECONCILE-4). */
export function settleDifference(reason: ReconcileReason, { local, isUnsent, server }: Difference): Settlement {
  if (local === undefined || isSameVersion(local, server)) return 'TAKE';
  if (reason.why === 'EPOCH') {
    if (server.number <= reason.ancestors) return 'PUSH_ON_TOP';
    // A removal never takes away what somebody else has written meanwhile.
    if (local.deleted) return isUnsent ? 'TAKE' : 'TAKE_OVER';
    // Known at both ends before the restore: what this desk last knew of it is still a common ancestor.
    return isUnsent && server.number <= reason.epochStart ? 'TAKE' : 'PUSH_TO_JOIN';
  }
  if (isUnsent) return 'TAKE';
  return !local.deleted && orderOf(local) > orderOf(server) ? 'PUSH_TO_JOIN' : 'TAKE_OVER';
}

/**
 * What to do about a document of the desk that the server does not have, not even as removed. `REMOVE`: it was removed so
 * long ago that this is forgotten.
 */
export function settleMissing({ why }: ReconcileReason, isUnsent: boolean): 'KEEP' | 'REMOVE' | 'PUSH_TO_JOIN' {
  if (why === 'EPOCH') return 'PUSH_TO_JOIN';
  if (isUnsent) return 'KEEP';
  return why === 'FLOOR' ? 'REMOVE' : 'PUSH_TO_JOIN';
}

function isSameVersion(a: Version, b: Version): boolean {
  return a.deleted === b.deleted && (a.deleted || canonicalJson(a.document) === canonicalJson(b.document));
}

function orderOf({ document }: Version): string {
  const changed = stampSchema.safeParse(document['changed']);
  return changed.success ? stampOrder(changed.data) : '';
}
