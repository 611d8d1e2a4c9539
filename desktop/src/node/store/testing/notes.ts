import { mint } from '@lapka/shared/base/brand.ts';
import { type Id, idSchema } from '@lapka/shared/base/id.ts';
import { type Instant, instantSchema } from '@lapka/shared/base/instant.ts';
import { accepted } from '@lapka/shared/domain/acceptance.ts';
import type { CollectionDefinition } from '@lapka/shared/domain/collection.ts';
import { collectionKey } from '@lapka/shared/domain/collection-key.ts';
import { documentFields, type Stamp } from '@lapka/shared/domain/document.ts';
import { z } from 'zod';

const noteSchema = z.strictObject({
  id: idSchema('Note'),
  owner: idSchema('Owner'),
  kind: z.string().max(40),
  text: z.string(),
  amount: z.int().min(0).max(1_000_000),
  phones: z.array(z.string()),
  at: z.strictObject({ day: z.string().max(10) }).optional(),
  ...documentFields,
});
/** A collection of the tests' own, so that the store is not tested by what the clinic's collections happen to be. */
export type Note = z.infer<typeof noteSchema>;

export const notes = collectionKey<Note>('inbox');
export const entries = collectionKey<Note>('ledger');

export const noteDefinition: CollectionDefinition<Note> = {
  key: notes,
  schema: noteSchema,
  version: 1,
  upgrades: {},
  indexes: [['owner'], ['kind', 'amount'], ['at.day', 'kind']],
  keys: ({ phones }) => phones.map((value) => ({ key: 'phone', value })),
  searchEntry: ({ kind, text, phones }) => ({ kind, words: text.split(' '), codes: phones }),
  needs: () => [],
  accept: () => accepted,
  merge: (_base, ours) => ours,
  serverStore: 'documents',
};
export const entryDefinition: CollectionDefinition<Note> = { ...noteDefinition, key: entries };
export const testCollections = [noteDefinition, entryDefinition];

export function noteId(number: number): Id<'Note'> {
  return mint<Id<'Note'>>(`018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`);
}

export function ownerId(number: number): Id<'Owner'> {
  return mint<Id<'Owner'>>(`018f0000-0000-7000-9000-${String(number).padStart(12, '0')}`);
}

const at: Instant = instantSchema.parse('2026-11-16T07:00:00.000Z');
const stamp: Stamp = {
  operation: mint<Id<'Operation'>>('018f0000-0000-7000-a000-000000000001'),
  at,
  by: { kind: 'SYSTEM' },
  device: mint<Id<'Device'>>('018f0000-0000-7000-a000-000000000002'),
};

export function note(number: number, fields: Partial<Note> = {}): Note {
  return {
    id: noteId(number),
    owner: ownerId(number % 7),
    kind: 'CALL',
    text: `note ${number}`,
    amount: number,
    phones: [],
    v: 1,
    created: stamp,
    changed: stamp,
    ...fields,
  };
}

export const testStamp = stamp;
