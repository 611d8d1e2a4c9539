import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { fullPage } from '@lapka/shared/protocol/frames.ts';
import type { Pull } from '@lapka/shared/protocol/up.ts';
import type { DocumentText } from '../stores/document-store.ts';
import type { SyncParts } from './accept-push.ts';
import { clinicRights } from './rights.ts';
import type { Pusher } from './taking.ts';

/** One page of a collection's changes; the documents are texts, passed on as they are stored. */
export interface PulledPage {
  readonly documents: readonly DocumentText[];
  readonly number: number;
  readonly complete: boolean;
}

export interface BelowFloor {
  readonly floor: number;
}

/** One page of what has changed in a collection after a number (PULL-1 to PULL-3). */
export function servePull(
  { store, rights = clinicRights }: SyncParts,
  { clinic }: Pusher,
  { collection, after, limit }: Pull,
): Promise<Result<PulledPage, BelowFloor>> {
  return store.readClinic(clinic, async (reader) => {
    if (!rights.mayRead(collection)) return ok({ documents: [], number: after, complete: true });
    const floor = after === 0 ? 0 : await reader.floor(collection);
    if (after < floor) return err({ floor });
    const page = await reader.textsAfter(collection, after, limit);
    const documents = fitting(page.documents);
    return ok({
      documents,
      number: documents.at(-1)?.number ?? after,
      complete: page.complete && documents.length === page.documents.length,
    });
  });
}

/** As many as one page holds, and one at least. */
function fitting(documents: readonly DocumentText[]): readonly DocumentText[] {
  let size = 0;
  for (const [index, { text }] of documents.entries()) {
    size += Buffer.byteLength(text);
    if (size > fullPage && index > 0) return documents.slice(0, index);
  }
  return documents;
}
