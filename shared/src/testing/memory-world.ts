import { sameJson } from '../base/json.ts';
import type { AnyCollection } from '../domain/collection.ts';
import type { CollectionKey, CollectionName } from '../domain/collection-key.ts';
import { answer } from '../domain/find.ts';
import type { Need, World } from '../domain/world.ts';

/** A world that holds the given documents: what a rule sees at a desk or under the server's lock. */
export function worldOf(
  documents: Partial<Record<CollectionName, readonly { readonly id: string }[]>>,
  definitions: readonly Pick<AnyCollection, 'key' | 'keys'>[] = [],
): World {
  const all = <Each extends { readonly id: string }>({ name }: CollectionKey<Each>): readonly Each[] =>
    (documents[name] ?? []) as unknown as readonly Each[];
  return {
    get: (collection, id) => all(collection).find((document) => document.id === id),
    find: (collection, find) => answer(all(collection), find),
    byKey: (collection, key, value) => {
      const definition = definitions.find((each) => each.key.name === collection.name);
      if (definition === undefined) throw new Error(`the test hands in no definition of ${collection.name}`);
      return all(collection).filter((document) =>
        definition.keys(document as never).some((each) => each.key === key && each.value === value),
      );
    },
  };
}

/** The same world, but it answers only what was announced, as the server does, which fetches before the rule runs. */
export function announced(world: World, needs: readonly Need[]): World {
  const must = (asked: object): void => {
    const plain = (need: object): object => JSON.parse(JSON.stringify(need)) as object;
    if (!needs.some((need) => sameJson(plain(need), plain(asked)))) {
      throw new Error(`asked without having announced it: ${JSON.stringify(asked)}`);
    }
  };
  return {
    get: (collection, id) => {
      must({ kind: 'get', collection, id });
      return world.get(collection, id);
    },
    find: (collection, find) => {
      must({ kind: 'find', collection, find });
      return world.find(collection, find);
    },
    byKey: (collection, key, value) => {
      must({ kind: 'byKey', collection, key, value });
      return world.byKey(collection, key, value);
    },
  };
}
