import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject, type JsonValue } from '@lapka/shared/base/json.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { RecordRevision, RevisionKey } from './record-store.ts';

export function revisionOf(document: DocumentFields): RecordRevision {
  const content = createHash('sha256')
    .update(canonicalJson(jsonOf(document)))
    .digest('hex');
  return { record: document.id, content, document };
}

export function revisionName({ record, content }: RevisionKey): string {
  return `${record}/${content}`;
}

/** The fields of a record that may stay outside the record store: those by which it is looked up, and no text. */
export function indexedFields(document: DocumentFields, { indexes }: Pick<AnyCollection, 'indexes'>): JsonObject {
  return picked(
    jsonOf(document),
    indexes.flat().map((path) => path.split('.')),
  );
}

function picked(from: JsonObject, paths: readonly (readonly string[])[]): JsonObject {
  const fields: Record<string, JsonValue> = {};
  for (const [step, below] of Map.groupBy(paths, ([first = '']) => first)) {
    const value = from[step];
    if (value === undefined) continue;
    const further = below.map((path) => path.slice(1)).filter((path) => path.length > 0);
    fields[step] = isObject(value) && further.length > 0 ? picked(value, further) : value;
  }
  return fields;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function jsonOf(document: DocumentFields): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- documents are plain JSON
  return document as unknown as JsonObject;
}
