import { failure } from '@lapka/shared/base/failure.ts';
import { err } from '@lapka/shared/base/result.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { Pulled } from '@lapka/shared/protocol/down.ts';
import { z } from 'zod';
import { readFromServer } from './read-from-server.ts';
import { Reconcile, type ReconcileParts } from './reconcile.ts';
import { type RxState, rxState } from './rx-documents.ts';
import type { ReconcileReason } from './settle-difference.ts';
import type { SyncContext } from './sync-context.ts';
import type { TimeLine } from './sync-progress.ts';

/** Up to where a collection was pulled; while it is being compared as a whole, also from where that began. */
const checkpointSchema = z.object({
  epoch: z.string(),
  number: z.int().min(0),
  reconciling: z
    .object({ why: z.enum(['EPOCH', 'FLOOR', 'HASH']), epoch: z.string(), number: z.int().min(0) })
    .nullable(),
});
export type PullCheckpoint = z.infer<typeof checkpointSchema>;

export interface PulledBatch {
  readonly documents: RxState[];
  readonly checkpoint: PullCheckpoint;
}

export interface CollectionPullParts {
  readonly context: SyncContext;
  readonly definition: AnyCollection;
  readonly pageSize: number;
  readonly assume: ReconcileParts['assume'];
  /** Makes RxDB pull again, soon. */
  readonly again: () => void;
}

/** What RxDB pulls for one collection. Its answers never run ahead of what they hold. */
export class CollectionPull {
  readonly #parts: CollectionPullParts;
  #isFirst = true;
  #reconcile: { readonly run: Reconcile; after: number } | undefined;
  #wantsHashRepair = false;
  /** How far a stretch goes of which nothing could be read; RxDB remembers no place without a document. */
  #skippedTo: PullCheckpoint | undefined;

  constructor(parts: CollectionPullParts) {
    this.#parts = parts;
  }

  /** Compares the whole collection at the next pull, because its hash differs (RECONCILE-4). */
  repair(): void {
    this.#wantsHashRepair = true;
    this.#parts.again();
  }

  async next(last: unknown): Promise<PulledBatch> {
    const { context, definition, again } = this.#parts;
    const collection = definition.key.name;
    const first = await context.firstSync.turnOf(collection);
    await context.link.ready();
    context.patience.assertOpen();
    for (;;) {
      const timeLine = context.progress.timeLine();
      // Closed before the first hello.
      if (timeLine === undefined) throw new TypeError('a pull before the first welcome');
      const known = last === undefined ? undefined : checkpointSchema.parse(last);
      const checkpoint = this.#furthest(known) ?? { epoch: timeLine.epoch, number: 0, reconciling: null };
      if (first.length > 0) {
        // What came first comes again with the pulls that follow, so this is no place to go on from (FIRST-2).
        again();
        return { documents: this.#read(first.map((document) => ({ document, deleted: false }))), checkpoint };
      }
      const batch = await this.#pullFrom(checkpoint, timeLine);
      if (batch !== 'OTHER_TIME_LINE') return batch;
    }
  }

  #furthest(known: PullCheckpoint | undefined): PullCheckpoint | undefined {
    const skipped = this.#skippedTo;
    if (skipped === undefined || known === undefined) return known ?? skipped;
    return skipped.epoch === known.epoch && skipped.number > known.number ? skipped : known;
  }

  async #pullFrom(checkpoint: PullCheckpoint, timeLine: TimeLine): Promise<PulledBatch | 'OTHER_TIME_LINE'> {
    const reason = this.#reasonToReconcile(checkpoint, timeLine);
    if (reason !== undefined) return await this.#reconcileFrom(checkpoint, timeLine, reason);
    let { number } = checkpoint;
    for (;;) {
      const page = await this.#ask(number, timeLine);
      if (page === 'OTHER_TIME_LINE') return page;
      if (page === 'BELOW_FLOOR') return await this.#reconcileFrom(checkpoint, timeLine, { why: 'FLOOR' });
      number = page.number;
      const documents = [...this.#replayed(), ...this.#read(page.documents)];
      const reached = { epoch: timeLine.epoch, number, reconciling: null };
      if (documents.length === 0 && !page.complete) continue;
      this.#reached(reached, page.complete, documents.length);
      return { documents, checkpoint: reached };
    }
  }

  #reasonToReconcile({ epoch, number, reconciling }: PullCheckpoint, timeLine: TimeLine): ReconcileReason | undefined {
    // Interrupted, it starts over with the place it began from (RECONCILE-1).
    const from = reconciling ?? { epoch, number };
    if (from.epoch !== timeLine.epoch) {
      const { epochStart } = timeLine;
      const { context, definition } = this.#parts;
      const known = Math.max(from.number, context.copy.reached.upTo(from.epoch, definition.key.name));
      return { why: 'EPOCH', ancestors: Math.min(epochStart, known), epochStart };
    }
    if (reconciling?.why === 'FLOOR') return { why: 'FLOOR' };
    return reconciling !== null || this.#wantsHashRepair ? { why: 'HASH' } : undefined;
  }

  async #reconcileFrom(
    checkpoint: PullCheckpoint,
    timeLine: TimeLine,
    reason: ReconcileReason,
  ): Promise<PulledBatch | 'OTHER_TIME_LINE'> {
    const { context, definition, assume, again } = this.#parts;
    const { epoch, number } = checkpoint.reconciling ?? checkpoint;
    const isGoingOn = this.#reconcile?.after === checkpoint.number && checkpoint.reconciling !== null;
    if (!isGoingOn) {
      context.logger.warn('sync: comparing a collection', { collection: definition.key.name, why: reason.why });
      this.#reconcile = { run: new Reconcile({ context, definition, reason, assume }), after: 0 };
    }
    const reconcile = this.#reconcile;
    if (reconcile === undefined) throw new TypeError('a comparison was begun just now');
    const documents: RxState[] = [];
    for (;;) {
      const page = await this.#ask(reconcile.after, timeLine);
      if (page === 'OTHER_TIME_LINE') return page;
      // From 0 nothing is below the floor, and later pages are above it.
      if (page === 'BELOW_FLOOR') throw new TypeError('below the floor in the middle of a comparison');
      documents.push(...(await reconcile.run.page(page)));
      reconcile.after = page.number;
      const reached = { epoch: timeLine.epoch, number: page.number };
      if (page.complete) {
        documents.push(...(await reconcile.run.end()));
        this.#reconcile = undefined;
        this.#wantsHashRepair = false;
        if (reason.why === 'HASH') context.progress.repaired();
        const checkpointAtEnd = { ...reached, reconciling: null };
        this.#reached(checkpointAtEnd, true, documents.length);
        return { documents, checkpoint: checkpointAtEnd };
      }
      if (documents.length === 0) continue;
      again();
      return { documents, checkpoint: { ...reached, reconciling: { why: reason.why, epoch, number } } };
    }
  }

  /** Asks on one time line only: a number means nothing on another. */
  async #ask(after: number, { epoch }: TimeLine): Promise<Pulled | 'OTHER_TIME_LINE' | 'BELOW_FLOOR'> {
    const { context, definition, pageSize } = this.#parts;
    const { patience, link, progress, copy } = context;
    const isSameLine = (): boolean => progress.timeLine()?.epoch === epoch;
    const collection = definition.key.name;
    for (;;) {
      let head = 0;
      const answer = await patience.until(() => {
        head = progress.head();
        return isSameLine()
          ? link.pull({ collection, after, limit: pageSize })
          : Promise.resolve(err(failure('BAD_INPUT')));
      });
      if (!isSameLine()) return 'OTHER_TIME_LINE';
      if (answer.ok) {
        if (answer.value.complete) copy.reached.pulled(collection, head);
        return answer.value;
      }
      if (answer.error.code === 'BELOW_FLOOR') return 'BELOW_FLOOR';
      // A device that was shut out gets nothing; it may be let in again.
      await patience.pause(4);
      patience.assertOpen();
    }
  }

  #read(documents: readonly Pick<Pulled['documents'][number], 'document' | 'deleted'>[]): RxState[] {
    const { context, definition } = this.#parts;
    return documents.flatMap(({ document, deleted }) => readFromServer(context, definition, document, deleted) ?? []);
  }

  /** What was put aside before and can be read by this program (PULL-5). */
  #replayed(): RxState[] {
    const { context, definition } = this.#parts;
    context.parked.settle(definition);
    if (!this.#isFirst) return [];
    this.#isFirst = false;
    return context.parked.readable(definition).map((document) => rxState(document, false));
  }

  #reached(checkpoint: PullCheckpoint, complete: boolean, documents: number): void {
    const { context, definition, pageSize, again } = this.#parts;
    const collection = definition.key.name;
    this.#skippedTo = documents === 0 ? checkpoint : undefined;
    context.progress.reached(collection, checkpoint.number, complete);
    if (complete) context.firstSync.completed(collection);
    // RxDB takes a batch that is not full for the last one.
    else if (documents < pageSize) again();
  }
}
