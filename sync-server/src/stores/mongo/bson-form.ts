import type { DocumentFields } from '@lapka/shared/domain/document.ts';

/** A document in the form that every server of MongoDB's protocol accepts. */
export type BsonForm = Readonly<Record<string, unknown>>;

/**
 * Some servers refuse `.` and `$` in keys and an array within an array, which other programs may have put into `ext`.
 * Such keys are written with %2e and %24, and an inner array as an object of the one key that no other key becomes.
 */
export function toBsonForm(document: DocumentFields): BsonForm {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object stays an object
  return encoded(document) as BsonForm;
}

export function fromBsonForm(form: BsonForm): DocumentFields {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what was made of a document is stored
  return decoded(form) as DocumentFields;
}

const innerArray = '%array';

function encoded(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (Array.isArray(item) ? { [innerArray]: encoded(item) } : encoded(item)));
  }
  // As JSON has it.
  if (Object.is(value, -0)) return 0;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.replaceAll(/[%.$]/g, encodedUnit), encoded(inner)]),
  );
}

function decoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (only !== undefined && only[0] === innerArray) return decoded(only[1]);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key.replaceAll(/%[0-9a-f]{2}/g, decodeURIComponent), decoded(inner)]),
  );
}

function encodedUnit(unit: string): string {
  return `%${unit.charCodeAt(0).toString(16)}`;
}
