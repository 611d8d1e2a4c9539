import { fillWithDefaultSettings, type RxDocumentData, type RxJsonSchema } from 'rxdb';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { PlainDocument } from './stored-document.ts';

/** All documents of the clinic belong to this database of RxDB's. */
export const clinicDatabase = 'clinic';

/**
 * What RxDB has to know of a collection: its id and what it is searched by. The fields themselves were parsed by the
 * collection's own schema before they came here.
 */
export function rxSchemaOf({ version, indexes }: AnyCollection): RxJsonSchema<PlainDocument> {
  const text = { type: 'string', maxLength: 1000 };
  const properties: Record<string, object> = { id: { type: 'string', maxLength: 100 } };
  for (const path of indexes.flat()) addProperty(properties, path.split('.'), text);
  return {
    // RxDB counts versions from zero.
    version: version - 1,
    primaryKey: 'id',
    type: 'object',
    properties,
    indexes: indexes.map((index) => [...index]),
    required: ['id'],
  };
}

export function filledSchemaOf(definition: AnyCollection): RxJsonSchema<RxDocumentData<PlainDocument>> {
  return fillWithDefaultSettings(rxSchemaOf(definition));
}

function addProperty(properties: Record<string, object>, path: readonly string[], leaf: object): void {
  const [name, ...inner] = path;
  if (name === undefined) return;
  if (inner.length === 0) {
    properties[name] = leaf;
    return;
  }
  const within: Record<string, object> = {};
  properties[name] = { type: 'object', properties: { ...propertiesOf(properties[name]), ...within } };
  addProperty(propertiesOf(properties[name]), inner, leaf);
}

function propertiesOf(schema: object | undefined): Record<string, object> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made by `addProperty`
  return schema !== undefined && 'properties' in schema ? (schema.properties as Record<string, object>) : {};
}
