import { present } from '@lapka/shared/base/assert.ts';
import { canonicalJson } from '@lapka/shared/base/json.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { Need, World } from '@lapka/shared/domain/world.ts';

/**
 * A world that was fetched beforehand. A question that nobody announced is a bug of the rule that asks it, and throws:
 * answering "nothing" would let the rule decide wrongly.
 */
export function answeredWorld(answers: ReadonlyMap<string, readonly DocumentFields[]>): World {
  const answerTo = (need: Need): readonly DocumentFields[] => {
    const key = questionOf(need);
    return present(answers.get(key), `the answer to ${key}`);
  };
  // oxlint-disable typescript/no-unsafe-type-assertion -- a collection holds documents of its own key's type
  return {
    get: (collection, id) => answerTo({ kind: 'get', collection, id })[0] as never,
    find: (collection, find) => answerTo({ kind: 'find', collection, find }) as readonly never[],
    byKey: (collection, key, value) => answerTo({ kind: 'byKey', collection, key, value }) as readonly never[],
  };
  // oxlint-enable typescript/no-unsafe-type-assertion
}

/** The same text for the same question, however it is put. */
export function questionOf(need: Need): string {
  const { name } = need.collection;
  switch (need.kind) {
    case 'get':
      return canonicalJson(['get', name, need.id]);
    case 'find':
      return canonicalJson(['find', name, { ...need.find }]);
    case 'byKey':
      return canonicalJson(['byKey', name, need.key, need.value]);
  }
}
