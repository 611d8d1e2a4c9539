import type { JsonValue } from '@lapka/shared/base/json.ts';
import fc from 'fast-check';
import { isStorable } from '../../src/stores/storable.ts';

/** Fields of a document with any content that the stores promise to keep. */
export const storableJson: fc.Arbitrary<Readonly<Record<string, JsonValue>>> = fc
  .array(
    fc.tuple(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' })),
    { minLength: 1, maxLength: 8 },
  )
  .map((fields) => Object.fromEntries(fields.map(([name, value], index) => [`${index}${name}.$%`, value])))
  .filter((fields) => isStorable(fields) && !JSON.stringify(fields).includes('__proto__'));
