import { derivedId } from '@lapka/shared/base/id.ts';
import { type Instant, instantOf } from '@lapka/shared/base/instant.ts';
import type { JsonValue } from '@lapka/shared/base/json.ts';
import { accepted } from '@lapka/shared/domain/acceptance.ts';
import type { AnyCollection, DocumentKey } from '@lapka/shared/domain/collection.ts';
import { collectionKey, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId, DeviceId, DocumentFields, OperationId, Stamp } from '@lapka/shared/domain/document.ts';
import { z } from 'zod';
import type { DocumentWrite } from '../../src/stores/document-store.ts';

/** Ids that read well in a failing test's source: the same name is always the same id. */
export const clinicOf = (name: string): ClinicId => derivedId('Clinic', name);
export const idOf = (name: string): string => derivedId('Document', name);
export const deviceOf = (name: string): DeviceId => derivedId('Device', name);
export const operationOf = (name: string): OperationId => derivedId('Operation', name);
export const noon: Instant = instantOf(Date.UTC(2026, 10, 16, 9));

const stamp: Stamp = { operation: operationOf('made'), at: noon, by: { kind: 'SYSTEM' }, device: deviceOf('desk') };

export type TestDocument = DocumentFields & Readonly<Record<string, JsonValue | Stamp>>;

export function aDocument(name: string, fields: Readonly<Record<string, JsonValue>> = {}): TestDocument {
  return { id: idOf(name), v: 1, created: stamp, changed: stamp, ...fields };
}

export function aWrite(
  collection: CollectionName,
  name: string,
  fields: Readonly<Record<string, JsonValue>> = {},
  how: Partial<DocumentWrite> = {},
): DocumentWrite {
  const document = aDocument(name, fields);
  return { collection, document, deleted: false, device: deviceOf('desk'), operation: operationOf(name), ...how };
}

/** Collections of the stores' own tests, so that those do not change with the rules of a clinic. */
export const testCollections: readonly AnyCollection[] = [
  collectionFor('settings', {}),
  collectionFor('clients', { keys: (client) => keysIn(client, 'phones', 'phone', false) }),
  collectionFor('pets', { indexes: [['owner']], keys: (pet) => keysIn(pet, 'passports', 'passport', true) }),
  collectionFor('bookings', { indexes: [['vet', 'start']] }),
  collectionFor('records', { indexes: [['pet', 'date'], ['vitals.kind']], serverStore: 'records' }),
  collectionFor('ledger', {}),
];

export const keyOf = (name: CollectionName) => collectionKey<TestDocument>(name);

function collectionFor(
  name: CollectionName,
  given: Partial<Pick<AnyCollection, 'indexes' | 'keys' | 'serverStore'>>,
): AnyCollection {
  return {
    key: collectionKey<DocumentFields>(name),
    schema: z.custom<DocumentFields>(() => true),
    version: 1,
    upgrades: {},
    indexes: [],
    keys: () => [],
    searchEntry: () => undefined,
    needs: () => [],
    accept: () => accepted,
    merge: (_base, ours) => ours,
    serverStore: 'documents',
    ...given,
  };
}

function keysIn(document: DocumentFields, field: string, key: string, unique: boolean): readonly DocumentKey[] {
  const values = (document as TestDocument)[field];
  return Array.isArray(values) ? values.map((value) => ({ key, value: String(value), unique })) : [];
}
