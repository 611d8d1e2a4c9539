import { type Id, type IdMaker, idSchema } from '@lapka/shared/base/id.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';
import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { ReachedHeads, reachedSchema } from './reached-heads.ts';
import type { Introduction } from './server-link.ts';

const keptSchema = z.object({
  /** The name the file had by itself when this was written; under another one it is another file. */
  file: idSchema('Incarnation'),
  incarnation: idSchema('Incarnation'),
  acknowledged: idSchema('Operation').optional(),
  sent: idSchema('Operation').optional(),
  reached: reachedSchema.optional(),
});
type Kept = z.infer<typeof keptSchema>;

const nodeValue = 'sync.copy';

/**
 * Which copy of the desk's store this is, and what it has pushed (SESSION-6). The store notices by itself when its file
 * was moved or restored under its eyes; the server notices when a copy does not know what was pushed in its name.
 */
export class DeskCopy {
  readonly #store: Store;
  readonly #ids: IdMaker;
  /** What it has of the clinic; kept along with the pushes. */
  readonly reached: ReachedHeads;
  #kept: Kept;

  constructor(store: Store, file: Id<'Incarnation'>, ids: IdMaker) {
    this.#store = store;
    this.#ids = ids;
    const kept = keptSchema.safeParse(store.read((reader) => reader.nodeValue(nodeValue)));
    this.#kept = kept.success && kept.data.file === file ? kept.data : { file, incarnation: file };
    this.reached = new ReachedHeads(kept.success ? kept.data.reached : undefined);
  }

  introduction(): Introduction {
    const { incarnation, acknowledged, sent } = this.#kept;
    return { incarnation, pushes: [acknowledged, sent].filter((push) => push !== undefined) };
  }

  /** Takes a new name: another copy goes by the present one. */
  renew(): void {
    const { file, reached } = this.#kept;
    this.#keep({ file, incarnation: this.#ids.next<'Incarnation'>(), reached });
  }

  /** Writes down that a push is about to be sent. False when the disk takes no writes; then it must not be sent. */
  sending(push: OperationId): boolean {
    return this.#keep({ ...this.#kept, sent: push, reached: this.reached.current() });
  }

  /** A push was answered. It need not be written at once: the next one that is sent carries it along. */
  answered(push: OperationId): void {
    this.#kept = { ...this.#kept, acknowledged: push };
  }

  #keep(kept: Kept): boolean {
    const written = this.#store.transact((transactor) => transactor.setNodeValue(nodeValue, kept));
    if (written.ok) this.#kept = kept;
    return written.ok;
  }
}
