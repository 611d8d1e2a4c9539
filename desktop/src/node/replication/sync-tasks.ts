import { derivedId, type IdMaker } from '@lapka/shared/base/id.ts';
import type { JsonObject } from '@lapka/shared/base/json.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { type DeviceId, type Stamp, stampSchema } from '@lapka/shared/domain/document.ts';
import { inbox } from '@lapka/shared/domain/inbox/inbox.ts';
import { createTask, type TaskId, type TaskKind } from '@lapka/shared/domain/inbox/task.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import type { Store } from '../store/store.ts';
import type { ClinicTime } from './clinic-time.ts';

export interface SyncTaskParts {
  readonly store: Store;
  readonly device: DeviceId;
  readonly time: ClinicTime;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

/** Makes tasks of what the sync cannot settle by itself, so that nothing fails in silence (PUSH-11, PULL-5). */
export class SyncTasks {
  readonly #parts: SyncTaskParts;

  constructor(parts: SyncTaskParts) {
    this.#parts = parts;
  }

  /** A change the server refuses for good; the task holds all that was typed. */
  refused(collection: CollectionName, wanted: WireDocument, deleted: boolean, reason: string): void {
    this.#parts.logger.warn('sync: change refused', { collection, id: wanted.id, reason });
    // A task about a refused task about … would never end.
    if (collection === inbox.name && wanted['task'] === 'REFUSED_CHANGE') return;
    const operation = operationOf(wanted);
    this.#put(
      derivedId('Task', 'REFUSED_CHANGE', collection, wanted.id, operation, String(deleted)),
      'REFUSED_CHANGE',
      {
        collection,
        id: wanted.id,
        details: { reason, deleted, wanted },
      },
    );
  }

  /** Documents of a collection that this program cannot read: one task for all of them, until it is updated. */
  parked(collection: CollectionName, id: string, version: number, why: 'NEWER' | 'UNREADABLE'): void {
    const { device, logger } = this.#parts;
    logger.warn('sync: document put aside', { collection, id, version, why });
    const details = { version, why };
    this.#put(derivedId('Task', 'NEWER_DOCUMENT', device, collection, why, String(version)), 'NEWER_DOCUMENT', {
      collection,
      id,
      details,
    });
  }

  #put(
    id: TaskId,
    kind: TaskKind,
    about: { readonly collection: CollectionName; readonly id: string; readonly details: JsonObject },
  ): void {
    const { store, ids, time, device, logger } = this.#parts;
    const stamp: Stamp = { operation: ids.next<'Operation'>(), at: time.stamp(), by: { kind: 'SYSTEM' }, device };
    const subject = { collection: about.collection, id: about.id };
    const written = store.transact((transactor) => {
      // Whoever has settled it knows; the same again is no news.
      if (transactor.get(inbox, id) !== undefined) return;
      transactor.put(inbox, createTask({ id, kind, subject, details: about.details, stamp }));
      transactor.appendAudit({ command: `sync.${kind}`, stamp, documents: [{ collection: inbox.name, id }] });
    });
    if (!written.ok) logger.error('sync: task not written', { kind, code: written.error.code });
  }
}

function operationOf({ changed }: WireDocument): string {
  const stamp = stampSchema.safeParse(changed);
  return stamp.success ? stamp.data.operation : '';
}
