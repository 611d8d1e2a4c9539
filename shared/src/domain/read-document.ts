import type { JsonObject } from '../base/json.ts';
import type { AnyCollection } from './collection.ts';
import type { DocumentFields } from './document.ts';
import { upgraded } from './upgrade.ts';

/**
 * A document that comes from elsewhere, as this program understands it. `NEWER`: a newer program wrote it in a form this
 * one does not know. `UNREADABLE`: it is of a form this program should know, and yet does not fit.
 */
export type ReadDocument =
  | { readonly kind: 'READ'; readonly document: DocumentFields }
  | { readonly kind: 'NEWER' }
  | { readonly kind: 'UNREADABLE' };

/** Brings a document to the present version of its collection's schema and parses it. */
export function readDocument(definition: AnyCollection, found: JsonObject): ReadDocument {
  const present = presentForm(definition, found);
  if (present === 'NEWER') return { kind: 'NEWER' };
  const parsed = definition.schema.safeParse(present);
  return parsed.success ? { kind: 'READ', document: parsed.data } : { kind: 'UNREADABLE' };
}

function presentForm(definition: AnyCollection, found: JsonObject): JsonObject | 'NEWER' | undefined {
  try {
    const result = upgraded(definition, found);
    if (result.ok) return result.value;
    return result.error.code === 'NEWER_DOCUMENT' ? 'NEWER' : undefined;
  } catch {
    // An upgrade sees documents before any schema has, and may stumble over one that never fitted.
    return undefined;
  }
}
