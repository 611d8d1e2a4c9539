import type { SideDocument } from '@lapka/shared/domain/acceptance.ts';
import type { DomainEvent } from '@lapka/shared/domain/collection.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { DocumentWrite } from '../stores/document-store.ts';
import { serverDevice } from '../stores/server-device.ts';
import type { KnownDocument, RowDecision } from './decide-row.ts';
import { Decided } from './overlay-world.ts';
import { isSame } from './same-document.ts';
import type { Taking } from './taking.ts';

/** What a round of a push is going to write, in the order of its rows; what a row brings about follows it (PUSH-8). */
export class RoundWrites {
  readonly decided = new Decided();
  /** Whether anything but the rows themselves is written. */
  hasOthers = false;
  readonly #taking: Taking;
  readonly #writes: DocumentWrite[] = [];
  readonly #events: DomainEvent[] = [];

  constructor(taking: Taking) {
    this.#taking = taking;
  }

  async note(decision: RowDecision, known: KnownDocument | undefined): Promise<void> {
    if (decision.kind === 'REFUSE') return;
    const { definition, pusher } = this.#taking;
    if (decision.kind === 'STORE') {
      const { document, deleted } = decision;
      const device = decision.as === 'PUSHED' ? pusher.device : serverDevice;
      this.#add(
        definition.key.name,
        { document, deleted, device },
        known?.deleted === true ? undefined : known?.document,
      );
    }
    for (const side of decision.also) await this.#noteSide(side);
  }

  async store(): Promise<void> {
    const { transaction } = this.#taking;
    if (this.#writes.length > 0) await transaction.put(this.#writes);
    if (this.#events.length > 0) await transaction.publish(this.#events);
  }

  /** Where it is there already, its own collection joins the two, so that a settled task is not opened again. */
  async #noteSide({ collection, document, base }: SideDocument): Promise<void> {
    const before = await this.#livingBefore(collection, document.id);
    const definition = this.#taking.definitionOf(collection);
    const joined = before === undefined ? document : (definition?.merge(base, document, before) ?? document);
    if (before !== undefined && isSame(joined, before)) return;
    this.hasOthers = true;
    this.#add(collection, { document: joined, deleted: false, device: serverDevice }, before);
  }

  async #livingBefore(collection: CollectionName, id: string): Promise<DocumentFields | undefined> {
    if (this.decided.has(collection, id)) return this.decided.of(collection).get(id);
    const [stored] = await this.#taking.transaction.get(collection, [id]);
    return stored?.deleted === false ? stored.document : undefined;
  }

  #add(
    collection: CollectionName,
    write: Pick<DocumentWrite, 'document' | 'deleted' | 'device'>,
    before: DocumentFields | undefined,
  ): void {
    const { document, deleted } = write;
    this.#writes.push({ ...write, collection, operation: this.#taking.push });
    this.decided.note(collection, document, deleted);
    if (!deleted) this.#events.push(...(this.#taking.definitionOf(collection)?.events?.(before, document) ?? []));
  }
}
