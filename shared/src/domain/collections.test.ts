import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonText, type JsonObject } from '../base/json.ts';
import { sha256Hex } from '../base/hash.ts';
import { codeOf, given } from '../testing/given.ts';
import type { AnyCollection } from './collection.ts';
import { collectionNames, type CollectionName } from './collection-key.ts';
import { collectionNamed, collections } from './collections.ts';
import { fingerprints, type SchemaVersion } from './fingerprints.ts';
import { upgraded } from './upgrade.ts';

/** A document of every version that is not written any more, to try the upgrades on: name, version, document. */
const oldDocuments: Partial<Record<CollectionName, Readonly<Record<number, JsonObject>>>> = {};

function fingerprintOf({ schema }: { readonly schema: z.ZodType }): string {
  return sha256Hex(jsonText(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

/** What is wrong with the versions of a collection, said to whoever changed its schema. */
function complaints(
  definition: AnyCollection,
  lines: readonly SchemaVersion[],
  old: Readonly<Record<number, JsonObject>>,
): string[] {
  const { name } = definition.key;
  const sha256 = fingerprintOf(definition);
  const found: string[] = [];
  const last = lines.at(-1);
  if (last?.sha256 !== sha256) found.push(`${name}: the schema has changed: add a version with sha256 ${sha256}`);
  if (last?.version !== definition.version) {
    found.push(`${name}: the last line is not of version ${definition.version}`);
  }
  if (lines.some(({ version }, index) => version !== index + 1)) found.push(`${name}: versions count 1, 2, 3`);
  for (let version = 1; version < definition.version; version++) {
    const document = old[version];
    const result = document === undefined ? undefined : upgraded(definition, document);
    if (result?.ok !== true || !definition.schema.safeParse(result.value).success) {
      found.push(`${name}: no old document of version ${version} that the upgrades turn into one of today`);
    }
  }
  return found;
}

describe('the registry', () => {
  it('has the twelve collections, each once', () => {
    expect(collections.map(({ key }) => key.name).toSorted()).toEqual(collectionNames.toSorted());
    expect(new Set(Object.keys(fingerprints))).toEqual(new Set(collectionNames));
    expect(collectionNamed('bookings')?.key.name).toBe('bookings');
  });

  it('keeps the texts of medical records in a store of their own', () => {
    const apart = collections.filter(({ serverStore }) => serverStore === 'records').map(({ key }) => key.name);
    expect(apart).toEqual(['records']);
  });
});

describe('stored schemas', () => {
  it.each(collections.map((definition) => [definition.key.name, definition] as const))(
    'of %s change loudly: with a version, a reason and an upgrade that was tried',
    (name, definition) => {
      expect(complaints(definition, fingerprints[name], oldDocuments[name] ?? {})).toEqual([]);
    },
  );

  describe('are guarded', () => {
    const schema = z.strictObject({ id: z.string(), v: z.int(), name: z.string() });
    const definition = (version: number, upgrades: AnyCollection['upgrades'] = {}): AnyCollection =>
      ({ key: { name: 'pets' }, schema, version, upgrades }) as unknown as AnyCollection;
    const line = (version: number, sha256 = fingerprintOf({ schema })) => ({
      version,
      date: '2026-11-16',
      reason: 'x',
      sha256,
    });
    const rename = (old: JsonObject): JsonObject => ({ id: old['id'] ?? '', v: 1, name: old['title'] ?? '' });
    const old = { 1: { id: 'a', v: 1, title: 'Rex' } };

    it('against a change without a version, and one without an upgrade', () => {
      expect(complaints(definition(1), [line(1)], {})).toEqual([]);
      expect(complaints(definition(1), [line(1, 'other')], {})[0]).toContain('add a version');
      expect(complaints(definition(2, { 1: rename }), [line(1)], old)[0]).toContain('last line');
      expect(complaints(definition(2, { 1: rename }), [line(1, 'other'), line(2)], {})[0]).toContain('no old document');
      expect(complaints(definition(2, { 1: (same) => same }), [line(1, 'other'), line(2)], old)).toHaveLength(1);
      expect(complaints(definition(2, { 1: rename }), [line(1, 'other'), line(2)], old)).toEqual([]);
    });

    it('and old documents become those of today, newer ones are kept aside', () => {
      expect(given(upgraded(definition(2, { 1: rename }), old[1]))).toEqual({ id: 'a', v: 2, name: 'Rex' });
      expect(codeOf(upgraded(definition(1), { v: 2 }))).toBe('NEWER_DOCUMENT');
      for (const v of [0, -1, 1.5, '1', null]) expect(codeOf(upgraded(definition(1), { v }))).toBe('BAD_INPUT');
    });
  });
});
