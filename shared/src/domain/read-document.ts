import type { JsonObject } from '../base/json.ts';
import type { AnyCollection } from './collection.ts';
import type { DocumentFields } from './document.ts';

/**
 * A document that comes from elsewhere, as this program understands it. `NEWER`: a newer program wrote it in a form this
 * one does not know. `UNREADABLE`: it is of a form this program should know, and yet does not fit.
 */
export type ReadDocument =
  | { readonly kind: 'READ'; readonly document: DocumentFields }
  | { readonly kind: 'NEWER' }
  | { readonly kind: 'UNREADABLE' };

type Found = JsonObject & { readonly v: number };

/** Brings a document to the present version of its collection's schema and parses it. */
export function readDocument(definition: AnyCollection, found: Found): ReadDocument {
  if (found.v > definition.version) return { kind: 'NEWER' };
  const upgraded = found.v === definition.version ? found : upgrade(definition, found);
  const parsed = definition.schema.safeParse(upgraded);
  return parsed.success ? { kind: 'READ', document: parsed.data } : { kind: 'UNREADABLE' };
}

/** Undefined where the way up is gone: versions below the oldest upgrade are no longer supported. */
function upgrade({ upgrades, version }: AnyCollection, found: Found): JsonObject | undefined {
  let document: JsonObject = found;
  for (let from = found.v; from < version; from++) {
    const step = upgrades[from];
    if (step === undefined) return undefined;
    try {
      document = { ...step(document), v: from + 1 };
    } catch {
      // An upgrade sees documents before any schema has; one it stumbles over is not readable.
      return undefined;
    }
  }
  return document;
}
