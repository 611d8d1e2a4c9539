import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type JsonValue, sameJson } from '../base/json.ts';
import type { DocumentFields } from '../domain/document.ts';

interface Merging<Document> {
  readonly merge: (base: Document | undefined, ours: Document, theirs: Document) => Document;
  /** Changes of one document, made on several devices at several times; all of the same base. */
  readonly changes: fc.Arbitrary<Document>;
  /** What the devices had in common; undefined where two devices may create the same document. */
  readonly bases: readonly (Document | undefined)[];
  /** When given, each merged document must parse. */
  readonly schema?: { readonly parse: (value: unknown) => unknown };
  /**
   * What a person typed in a document: texts that must be found in the merge of two changes, unless the base had them,
   * too, or they are among what the merge replaced.
   */
  readonly typed?: (document: Document) => readonly string[];
  readonly replaced?: (base: Document | undefined, ours: Document, theirs: Document) => readonly unknown[];
  readonly runs?: number;
}

/** The laws every merge of a collection obeys, as tests. */
export function describeMergeLaws<Document extends DocumentFields>(name: string, given: Merging<Document>): void {
  const { changes, schema } = given;
  const base = fc.constantFrom(...given.bases);
  const runs = { numRuns: given.runs ?? 100 };
  const merge: typeof given.merge = (from, ours, theirs) => {
    const merged = given.merge(from, ours, theirs);
    schema?.parse(merged);
    return merged;
  };

  describe(`merging ${name}`, () => {
    it('changes nothing when a document meets itself', () => {
      fc.assert(
        fc.property(base, changes, (from, x) => {
          expectSame(merge(from, x, x), x);
        }),
        runs,
      );
    });

    it('gives the same whichever side it is seen from', () => {
      fc.assert(
        fc.property(base, changes, changes, (from, x, y) => {
          expectSame(merge(from, x, y), merge(from, y, x));
        }),
        runs,
      );
    });

    it('gives the same when a change arrives twice', () => {
      fc.assert(
        fc.property(base, changes, changes, (from, x, y) => {
          const once = merge(from, x, y);
          expectSame(merge(from, once, y), once);
          expectSame(merge(from, x, once), once);
        }),
        runs,
      );
    });

    it('gives the same in whatever order three changes arrive', () => {
      fc.assert(
        fc.property(base, changes, changes, changes, (from, x, y, z) => {
          const inOrder = merge(from, merge(from, x, y), z);
          expectSame(merge(from, x, merge(from, y, z)), inOrder);
          expectSame(merge(from, merge(from, z, x), y), inOrder);
        }),
        runs,
      );
    });

    const { typed } = given;
    if (typed === undefined) return;
    it('loses nothing that a person typed', () => {
      fc.assert(
        fc.property(base, changes, changes, (from, x, y) => {
          const before = new Set(from === undefined ? [] : typed(from));
          const kept = [merge(from, x, y), ...(given.replaced?.(from, x, y) ?? [])];
          const everything = canonicalJson(kept as unknown as JsonValue);
          for (const text of [...typed(x), ...typed(y)]) {
            if (before.has(text)) continue;
            expect(everything).toContain(JSON.stringify(text).slice(1, -1));
          }
        }),
        runs,
      );
    });
  });
}

/** A full comparison is slow and only needed to show what differs; a value equals itself at once. */
function expectSame(actual: unknown, expected: unknown): void {
  expect(sameJson(actual, expected) ? expected : actual).toEqual(expected);
}
