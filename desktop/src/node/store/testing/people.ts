import {
  fillWithDefaultSettings,
  getDefaultRxDocumentMeta,
  normalizeMangoQuery,
  now,
  prepareQuery,
  type BulkWriteRow,
  type MangoQuery,
  type PreparedQuery,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorage,
  type RxStorageInstance,
} from 'rxdb';
import type { Checkpoint } from '../documents/document-table.ts';

/** The documents the storage tests are about: one of each kind of field an index can hold, and some it cannot. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly age: number;
  readonly weight: number;
  readonly member: boolean;
  readonly town?: string;
  readonly visits?: number;
  readonly tags?: readonly string[];
  readonly address?: { readonly street: string; readonly house: number };
}

const personSchema: RxJsonSchema<Person> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    name: { type: 'string', maxLength: 40 },
    age: { type: 'integer', minimum: -1000, maximum: 1000, multipleOf: 1 },
    weight: { type: 'number', minimum: 0, maximum: 1000, multipleOf: 0.25 },
    member: { type: 'boolean' },
    town: { type: 'string', maxLength: 40 },
    visits: { type: 'integer', minimum: 0, maximum: 1000, multipleOf: 1 },
    tags: { type: 'array', items: { type: 'string' } },
    address: {
      type: 'object',
      properties: { street: { type: 'string', maxLength: 40 }, house: { type: 'integer' } },
    },
  },
  required: ['id', 'name', 'age', 'weight', 'member'],
  indexes: ['name', 'age', ['member', 'age'], ['name', 'weight'], ['age', 'name', 'weight']],
  attachments: {},
};

export const peopleSchema = fillWithDefaultSettings(personSchema);
/** Without attachments the storage may take shorter ways. */
export const plainPeopleSchema = fillWithDefaultSettings(withoutAttachments(personSchema));
/** An index over fields a person may lack: RxDB allows it, and its memory storage takes a missing text for an empty one. */
export const optionalIndexSchema = fillWithDefaultSettings({
  ...withoutAttachments(personSchema),
  indexes: ['town', ['visits', 'town'], 'name'],
});

export type StoredPerson = RxDocumentData<Person>;
export type PeopleInstance = RxStorageInstance<Person, unknown, object, Checkpoint>;
export type PersonRow = BulkWriteRow<Person>;

export async function peopleIn(
  storage: RxStorage<unknown, object>,
  { database = 'people', collection = 'people', schema = peopleSchema, version = 0 } = {},
): Promise<PeopleInstance> {
  return storage.createStorageInstance<Person>({
    databaseInstanceToken: 'token',
    databaseName: database,
    collectionName: collection,
    schema: { ...schema, version },
    options: {},
    multiInstance: false,
    devMode: false,
  });
}

export function person(id: string, fields: Partial<Person> = {}): StoredPerson {
  return {
    id,
    name: 'Anna',
    age: 30,
    weight: 60,
    member: true,
    ...fields,
    _deleted: false,
    _attachments: {},
    _meta: { ...getDefaultRxDocumentMeta(), lwt: now() },
    _rev: '1-token',
  };
}

/** The next revision of a person. */
export function changed(previous: StoredPerson, fields: Partial<StoredPerson>): PersonRow {
  const height = Number(previous._rev.split('-')[0]) + 1;
  const document = { ...previous, ...fields, _meta: { lwt: now() }, _rev: `${height}-token` };
  return { previous, document };
}

export function inserts(people: readonly StoredPerson[]): PersonRow[] {
  return people.map((document) => ({ document }));
}

/** A query as RxDB hands it to a storage: over the living, filled up and planned. */
export function prepared(query: MangoQuery<Person>, schema = peopleSchema): PreparedQuery<Person> {
  const living = { ...query, selector: { _deleted: { $eq: false }, ...query.selector } };
  return prepareQuery(schema, normalizeMangoQuery(schema, living));
}

export async function idsOf(
  instance: PeopleInstance,
  query: MangoQuery<Person>,
  schema = peopleSchema,
): Promise<string[]> {
  const { documents } = await instance.query(prepared(query, schema));
  return documents.map(({ id }) => id);
}

function withoutAttachments(schema: RxJsonSchema<Person>): RxJsonSchema<Person> {
  const { attachments: _attachments, ...rest } = schema;
  return rest;
}
