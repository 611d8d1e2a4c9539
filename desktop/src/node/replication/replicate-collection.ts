import type { RxCollection, RxReplicationWriteToMasterRow, WithDeleted } from 'rxdb';
import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import { z } from 'zod';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { PushOutcome } from '@lapka/shared/protocol/down.ts';
import { largestPage, largestPush, type WireDocument, wireDocumentSchema } from '@lapka/shared/protocol/frames.ts';
import { replicationIdentifierOf } from '../store/documents/replication-memory.ts';
import type { PlainDocument } from '../store/documents/stored-document.ts';
import type { LinkFailure, ServerLink } from './server-link.ts';
import type { Unsent } from './unsent.ts';

interface Checkpoint {
  readonly number: number;
}

export interface ReplicationParts {
  readonly definition: AnyCollection;
  readonly collection: RxCollection<PlainDocument>;
  readonly link: ServerLink;
  readonly unsent: Unsent;
  readonly ids: IdMaker;
  readonly logger: Logger;
}

export interface CollectionReplication {
  /** Something may be there to pull (PULL-4, PULL-5). */
  resync(): void;
  close(): Promise<void>;
}

const checkpointSchema = z.strictObject({ number: z.int().min(0) });

/** RxDB's replication of one collection over the one link. Its handlers wait out a broken line instead of failing. */
export function replicateCollection(parts: ReplicationParts): CollectionReplication {
  const { collection, link, logger, definition } = parts;
  const name = definition.key.name;
  const pulls = new Subject<'RESYNC'>();
  let isClosed = false;
  const state: RxReplicationState<PlainDocument, Checkpoint> = replicateRxCollection<PlainDocument, Checkpoint>({
    replicationIdentifier: replicationIdentifierOf(name),
    collection,
    live: true,
    retryTime: 1_000,
    waitForLeadership: false,
    toggleOnDocumentVisible: false,
    pull: {
      batchSize: largestPage,
      stream$: pulls.asObservable(),
      handler: async (last) => {
        const after = last === undefined ? 0 : checkpointSchema.parse(last).number;
        const page = await asked(() => link.pull({ collection: name, after, limit: largestPage }));
        return {
          documents: page.documents.map(({ document, deleted }) => stored(document, deleted)),
          checkpoint: { number: page.number },
        };
      },
    },
    push: {
      batchSize: largestPush,
      handler: (rows) => pushRows(parts, rows, asked),
    },
  });
  const errors = state.error$.subscribe((error) =>
    logger.warn('replication', { collection: name, message: error.message }),
  );
  return {
    resync: () => pulls.next('RESYNC'),
    close: async () => {
      isClosed = true;
      errors.unsubscribe();
      await state.cancel();
    },
  };

  /** Asks until there is an answer: a request that fell to a broken line is asked again on the next one. */
  async function asked<Answer>(ask: () => Promise<Result<Answer, LinkFailure>>): Promise<Answer> {
    for (;;) {
      await link.ready();
      if (isClosed) throw new Error('closed');
      const answer = await ask();
      if (answer.ok) return answer.value;
      logger.debug('replication asks again', { collection: name, code: answer.error.code });
    }
  }
}

type Ask = <Answer>(ask: () => Promise<Result<Answer, LinkFailure>>) => Promise<Answer>;

async function pushRows(
  { definition, link, unsent, ids }: ReplicationParts,
  rows: readonly RxReplicationWriteToMasterRow<PlainDocument>[],
  asked: Ask,
): Promise<WithDeleted<PlainDocument>[]> {
  // The id stays the same while the push is repeated, so that it takes effect once (PUSH-2).
  const push = ids.next<'Operation'>();
  const wanted = rows.map(({ newDocumentState, assumedMasterState }) => ({
    ...(assumedMasterState === undefined ? {} : { base: onLine(assumedMasterState).document }),
    wanted: onLine(newDocumentState).document,
    deleted: onLine(newDocumentState).deleted,
  }));
  const answer = await asked(() => link.push({ push, collection: definition.key.name, rows: wanted }));
  unsent.confirm(answer.rows.map(({ id }) => id));
  return answer.rows.flatMap((row) => masterStateOf(row));
}

/** RxDB takes every document that is answered as "the server has this instead". */
function masterStateOf(row: PushOutcome): WithDeleted<PlainDocument>[] {
  switch (row.outcome) {
    case 'STORED_INSTEAD':
      return [stored(row.document, row.deleted)];
    case 'ACCEPTED':
    case 'REFUSED':
    case 'LATER':
      return [];
  }
}

function onLine({ _deleted: deleted, ...document }: WithDeleted<PlainDocument>): {
  document: WireDocument;
  deleted: boolean;
} {
  return { document: wireDocumentSchema.parse(document), deleted };
}

function stored(document: WireDocument, deleted: boolean): WithDeleted<PlainDocument> {
  return { ...document, _deleted: deleted };
}
