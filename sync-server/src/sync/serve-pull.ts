import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Pulled } from '@lapka/shared/protocol/down.ts';
import { onWire } from '@lapka/shared/protocol/frames.ts';
import type { Pull } from '@lapka/shared/protocol/up.ts';
import type { DocumentStore } from '../stores/document-store.ts';

/** One page of what has changed in a collection after a number (PULL-1 to PULL-3). */
export function servePull(store: DocumentStore, clinic: ClinicId, pull: Pull): Promise<Omit<Pulled, 't' | 'request'>> {
  return store.readClinic(clinic, async (reader) => {
    const { documents, complete } = await reader.changesAfter(pull.collection, pull.after, pull.limit);
    return {
      documents: documents.map(({ document, deleted }) => ({ document: onWire(document), deleted })),
      number: documents.at(-1)?.number ?? pull.after,
      complete,
    };
  });
}
