import { present } from '../base/assert.ts';
import { failure, type Failure } from '../base/failure.ts';
import type { JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { AnyCollection } from './collection.ts';

/**
 * A document as this program writes it, whichever older version it was written by. One of a newer version is kept aside
 * and tried again after the program was updated; it is never cut down to what this one knows.
 */
export function upgraded(
  definition: Pick<AnyCollection, 'version' | 'upgrades'>,
  document: JsonObject,
): Result<JsonObject, Failure<'NEWER_DOCUMENT' | 'BAD_INPUT'>> {
  const written = document['v'];
  if (typeof written !== 'number' || !Number.isInteger(written) || written < 1) {
    return err(failure('BAD_INPUT', { fields: 'v' }));
  }
  if (written > definition.version) return err(failure('NEWER_DOCUMENT', { written, known: definition.version }));
  let current = document;
  for (let version = written; version < definition.version; version++) {
    const upgrade = present(definition.upgrades[version], `the upgrade from version ${version}`);
    current = { ...upgrade(current), v: version + 1 };
  }
  return ok(current);
}
