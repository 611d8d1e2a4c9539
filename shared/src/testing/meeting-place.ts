import { plusMilliseconds, type Instant } from '../base/instant.ts';
import type { Acceptance, SideDocument } from '../domain/acceptance.ts';
import type { CollectionKey, CollectionName } from '../domain/collection-key.ts';
import type { AnyCollection, CollectionDefinition } from '../domain/collection.ts';
import type { DocumentFields } from '../domain/document.ts';
import { at, deviceId } from './builders/stamp.ts';
import { announced, worldOf } from './memory-world.ts';

/**
 * Where the changes of all desks meet: decides about each as the server does, with a world that answers only what was
 * announced, and keeps what was decided. Every stored document must parse.
 */
export class MeetingPlace {
  readonly #definitions: readonly AnyCollection[];
  readonly #documents = new Map<CollectionName, Map<string, DocumentFields>>();
  #now: Instant = at('12:00');

  constructor(...definitions: readonly AnyCollection[]) {
    this.#definitions = definitions;
  }

  /** A device pushes a document it made or changed; `base` is what it last knew to be stored. */
  push<Document extends DocumentFields>(
    { name }: CollectionKey<Document>,
    wanted: Document,
    base?: Document,
    device = 'DK-A',
  ): Acceptance<Document> {
    const definition = this.#definitionOf(name) as unknown as CollectionDefinition<Document>;
    this.#now = plusMilliseconds(this.#now, 1);
    const stored = this.#stored(name, wanted.id) as Document | undefined;
    const proposal = { stored, base, wanted, device: deviceId(device), now: this.#now };
    const world = this.world();
    const needs = definition.needs(proposal);
    const more = definition.moreNeeds?.(proposal, announced(world, needs)) ?? [];
    const decision = definition.accept(proposal, announced(world, [...needs, ...more]));
    if (decision.kind === 'refuse') return decision;
    this.#put(name, decision.kind === 'accept' ? wanted : decision.document);
    for (const side of decision.kind === 'accept' ? [] : (decision.also ?? [])) {
      this.#putBeside(side);
    }
    return decision;
  }

  /** What is stored of a collection, by id. */
  all<Document extends { readonly id: string }>({ name }: CollectionKey<Document>): Document[] {
    const documents = [...(this.#documents.get(name)?.values() ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return documents as unknown as Document[];
  }

  world(): ReturnType<typeof worldOf> {
    const documents = Object.fromEntries([...this.#documents].map(([name, byId]) => [name, [...byId.values()]]));
    return worldOf(documents, this.#definitions);
  }

  #stored(name: CollectionName, id: string): DocumentFields | undefined {
    return this.#documents.get(name)?.get(id);
  }

  /** Something a decision brought about is merged with what is there already, so a settled task stays settled. */
  #putBeside({ collection, document, base }: SideDocument): void {
    const there = this.#stored(collection, document.id);
    const definition = this.#definitions.find(({ key }) => key.name === collection);
    const known = there === undefined || definition === undefined;
    this.#put(collection, known ? document : definition.merge(base, there, document));
  }

  #put(name: CollectionName, document: DocumentFields): void {
    const definition = this.#definitions.find(({ key }) => key.name === name);
    definition?.schema.parse(document);
    const byId = this.#documents.get(name) ?? new Map<string, DocumentFields>();
    byId.set(document.id, document);
    this.#documents.set(name, byId);
  }

  #definitionOf(name: CollectionName): AnyCollection {
    const definition = this.#definitions.find(({ key }) => key.name === name);
    if (definition === undefined) throw new Error(`the test hands in no definition of ${name}`);
    return definition;
  }
}
