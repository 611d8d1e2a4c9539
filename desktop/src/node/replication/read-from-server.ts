import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { readDocument } from '@lapka/shared/domain/read-document.ts';
import { isPlainJson } from '@lapka/shared/base/json.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import { type RxState, rxState } from './rx-documents.ts';
import type { SyncContext } from './sync-context.ts';

/**
 * A document of the server in the form of this program. One that cannot be read is put aside, shows as a task and answers
 * undefined, so that it stops nothing else (PULL-5).
 */
export function readFromServer(
  { parked, tasks, progress, logger }: SyncContext,
  definition: AnyCollection,
  document: WireDocument,
  deleted: boolean,
): RxState | undefined {
  const collection = definition.key.name;
  const { id } = document;
  // Of what is removed, only the mark counts; nobody reads the rest.
  const read = deleted ? undefined : readDocument(definition, document);
  if (read === undefined || read.kind === 'READ') {
    parked.superseded(collection, id);
    return rxState(read?.document ?? document, deleted);
  }
  if (isPlainJson(document, 100_000)) parked.park(collection, { id, why: read.kind, document });
  else logger.error('sync: document is no plain JSON', { collection, id });
  tasks.parked(collection, id, document.v, read.kind);
  progress.changed();
  return undefined;
}
