import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';

export function isSame(a: DocumentFields | JsonObject, b: DocumentFields | JsonObject): boolean {
  return a === b || canonicalJson(asJson(a)) === canonicalJson(asJson(b));
}

function asJson(document: DocumentFields | JsonObject): JsonObject {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed documents are plain JSON
  return document as JsonObject;
}
