import { collectionNames, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { z } from 'zod';

export const reachedSchema = z.object({
  epoch: z.string(),
  upTo: z.partialRecord(z.enum(collectionNames), z.int().min(0)),
});
export type Reached = z.infer<typeof reachedSchema>;

/**
 * Up to which head of the clinic this desk has everything of a collection. It is further than the last document it pulled:
 * its own pushes count, which it never pulls back. After a change of epoch it tells what of the old time line was known.
 */
export class ReachedHeads {
  #now: Reached | undefined;
  #before: Reached | undefined;

  constructor(kept: Reached | undefined) {
    this.#now = kept;
  }

  /** What is to be written down. */
  current(): Reached | undefined {
    return this.#now;
  }

  onTimeLine(epoch: string): void {
    if (this.#now?.epoch === epoch) return;
    this.#before = this.#now;
    this.#now = { epoch, upTo: {} };
  }

  /** A pull that was asked when the head was there has found nothing more. */
  pulled(collection: CollectionName, head: number): void {
    if (this.#now === undefined) return;
    const upTo = Math.max(this.#now.upTo[collection] ?? 0, head);
    this.#now = { ...this.#now, upTo: { ...this.#now.upTo, [collection]: upTo } };
  }

  /** Nothing but a push of this desk lies between the two heads. */
  pushed(before: number, head: number): void {
    if (this.#now === undefined) return;
    const moved = Object.entries(this.#now.upTo).map(([name, upTo]) => [
      name,
      upTo >= before ? Math.max(upTo, head) : upTo,
    ]);
    this.#now = { ...this.#now, upTo: reachedSchema.shape.upTo.parse(Object.fromEntries(moved)) };
  }

  /** How far a collection was known on a time line. */
  upTo(epoch: string, collection: CollectionName): number {
    const line = [this.#now, this.#before].find((reached) => reached?.epoch === epoch);
    return line?.upTo[collection] ?? 0;
  }
}
