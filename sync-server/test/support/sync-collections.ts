import { derivedId } from '@lapka/shared/base/id.ts';
import { accepted, type Acceptance, type Proposal } from '@lapka/shared/domain/acceptance.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collectionKey, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { documentFields, type DocumentFields } from '@lapka/shared/domain/document.ts';
import type { World } from '@lapka/shared/domain/world.ts';
import { inboxCollection } from '@lapka/shared/domain/inbox/inbox-collection.ts';
import { alongside, createTask } from '@lapka/shared/domain/inbox/task.ts';
import { z } from 'zod';

/**
 * Collections as small as the rules of the sync allow, so that its tests say what they mean and do not change with the
 * clinic: notes that are joined line by line, places of which only one note may hold each, tasks, drafts, a journal.
 */

const noteSchema = z.strictObject({
  id: z.string().length(36),
  lines: z.array(z.string().max(200)).max(50),
  ...documentFields,
});
const placeSchema = z.strictObject({
  id: z.string().length(36),
  place: z.string().max(20),
  status: z.enum(['HELD', 'WAITING']),
  ...documentFields,
});
const draftSchema = z.strictObject({
  id: z.string().length(36),
  text: z.string(),
  signed: z.boolean(),
  ...documentFields,
});
const entrySchema = z.strictObject({ id: z.string().length(36), amount: z.int(), ...documentFields });
const freeSchema = z.looseObject({ id: z.string().length(36), ...documentFields });

export type Note = z.infer<typeof noteSchema>;
export type Place = z.infer<typeof placeSchema>;

const places = collectionKey<Place>('bookings');

export const noteVersion = 2;

export const syncCollections: readonly AnyCollection[] = [
  define('staff', { schema: freeSchema }),
  define('clients', {
    schema: noteSchema,
    version: noteVersion,
    // Version 1 had one text instead of lines.
    upgrades: { 1: ({ text, ...note }) => ({ ...note, lines: typeof text === 'string' ? text.split('\n') : [] }) },
    merge: (_base, ours, theirs) => joinedLines(ours as Note, theirs as Note),
  }),
  define('bookings', {
    schema: placeSchema,
    keys: (place) => [{ key: 'place', value: (place as Place).place }],
    needs: ({ wanted }) => [
      { kind: 'byKey', collection: collectionKey('bookings'), key: 'place', value: (wanted as Place).place },
    ],
    moreNeeds: (proposal, world) =>
      rivalOf(proposal as unknown as Proposal<Place>, world) === undefined
        ? []
        : [{ kind: 'find', collection: collectionKey('clients'), find: { limit: 1 } }],
    accept: (proposal, world) => acceptPlace(proposal as unknown as Proposal<Place>, world),
  }),
  inboxCollection,
  define('records', {
    schema: draftSchema,
    serverStore: 'records',
    mayRemove: (draft) => !(draft as z.infer<typeof draftSchema>).signed,
  }),
  define('ledger', { schema: entrySchema }),
];

export const syncCollectionNamed = (name: CollectionName): AnyCollection | undefined =>
  syncCollections.find(({ key }) => key.name === name);

function define(name: CollectionName, given: Partial<AnyCollection> & Pick<AnyCollection, 'schema'>): AnyCollection {
  return {
    key: collectionKey<DocumentFields>(name),
    version: 1,
    upgrades: {},
    indexes: [],
    keys: () => [],
    searchEntry: () => undefined,
    needs: () => [],
    accept: () => accepted,
    merge: (_base, ours, theirs) => (ours.changed.at >= theirs.changed.at ? ours : theirs),
    serverStore: 'documents',
    ...given,
  };
}

/** All lines of both, each once, in one order. */
function joinedLines(ours: Note, theirs: Note): Note {
  const later = ours.changed.at >= theirs.changed.at ? ours : theirs;
  return { ...later, lines: [...new Set([...theirs.lines, ...ours.lines])].toSorted() };
}

function rivalOf({ wanted }: Proposal<Place>, world: World): Place | undefined {
  return world
    .byKey(places, 'place', wanted.place)
    .find((other) => other.id !== wanted.id && other.status === 'HELD' && wanted.status === 'HELD');
}

/** Who comes second waits, and a task says so. Looking for another place asks more of the world. */
function acceptPlace(proposal: Proposal<Place>, world: World): Acceptance<Place> {
  const { wanted } = proposal;
  if (wanted.place === 'forbidden') return { kind: 'refuse', reason: 'FORBIDDEN_PLACE' };
  const rival = rivalOf(proposal, world);
  if (rival === undefined) return accepted;
  world.find(collectionKey('clients'), { limit: 1 });
  const task = createTask({
    id: derivedId('Task', 'place', wanted.id, rival.id),
    kind: 'SLOT_CONFLICT',
    subject: { collection: 'bookings', id: wanted.id },
    details: {},
    stamp: wanted.changed,
  });
  return {
    kind: 'park',
    document: { ...wanted, status: 'WAITING' },
    reason: 'PLACE_TAKEN',
    also: [alongside(task)],
  };
}
