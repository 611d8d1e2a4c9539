import { sameJson } from '../base/json.ts';
import type { CollectionName } from './collection-key.ts';
import type { DeviceId, DocumentFields } from './document.ts';
import type { Instant } from '../base/instant.ts';

/**
 * What the server decides about a pushed document, and what a desk would decide about it. `stored` is what the server
 * has, `base` is what the pushing device last knew of it.
 */
export interface Proposal<Document> {
  readonly stored: Document | undefined;
  readonly base: Document | undefined;
  readonly wanted: Document;
  readonly device: DeviceId;
  readonly now: Instant;
}

/**
 * Every decision keeps what was typed. `merge` stores a document that holds both sides; `park` stores the wanted one in a
 * state that waits for a person, always together with the task that tells about it; `refuse` is for what no honest
 * device sends (a right missing, a signed record edited) and leaves the document on the device, visible there.
 */
export type Acceptance<Document> =
  | { readonly kind: 'accept' }
  | { readonly kind: 'merge'; readonly document: Document; readonly also?: readonly SideDocument[] }
  | {
      readonly kind: 'park';
      readonly document: Document;
      readonly reason: string;
      readonly also: readonly SideDocument[];
    }
  | { readonly kind: 'refuse'; readonly reason: string };

/**
 * A document of another collection that a decision brings about: a task, or the other side of a clash. Where it is there
 * already, it is merged by its own collection, so that a task somebody has settled is not opened again.
 */
export interface SideDocument {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
  /** What the rule saw of it in its world, when it changes something that was there: the base of that merge. */
  readonly base?: DocumentFields;
}

export const accepted: Acceptance<never> = { kind: 'accept' };

/** Whether the device knew what is stored, so that what it wants follows on it and nothing has to be merged. */
export function followsOnStored<Document>({ stored, base, wanted }: Proposal<Document>): boolean {
  return stored === undefined || sameJson(stored, base) || sameJson(stored, wanted);
}
