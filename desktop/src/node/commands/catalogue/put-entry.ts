import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { codeKey } from '@lapka/shared/domain/catalogue/catalogue-acceptance.ts';
import { catalogue, type CatalogueEntry, catalogueVersion } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { detailsOfEntry } from '@lapka/shared/domain/catalogue/entry-details.ts';
import { checkCode } from '@lapka/shared/domain/catalogue/entry-rules.ts';
import { createdBy, type Stamp } from '@lapka/shared/domain/document.ts';
import { type Seen, stillAsSeen } from '@lapka/shared/domain/seen.ts';
import type { StoreTransactor } from '../../store/store.ts';

interface Put<Entry extends CatalogueEntry, Code extends string> {
  /** None for a new one, which nobody can have seen. */
  readonly stored: Entry | undefined;
  readonly seen: Seen | undefined;
  readonly make: () => Result<Entry, Failure<Code>>;
}

/** Stores a new entry of the catalogue, or one that still is what the form showed, under a code of its own. */
export function putEntry<Entry extends CatalogueEntry, Code extends string = never>(
  transactor: StoreTransactor,
  { stored, seen, make }: Put<Entry, Code>,
): Result<Entry, Failure<Code | 'CHANGED_MEANWHILE' | 'CODE_TAKEN'>> {
  if (stored !== undefined) {
    const fresh = seen === undefined ? err(failure('CHANGED_MEANWHILE')) : stillAsSeen(detailsOfEntry(stored), seen);
    if (!fresh.ok) return fresh;
  }
  const made = make();
  if (!made.ok) return err(made.error);
  const free = checkCode(made.value, transactor.byKey(catalogue, 'code', codeKey(made.value)));
  if (!free.ok) return free;
  transactor.put(catalogue, made.value);
  return ok(made.value);
}

/** Who made an entry, and who changed it last. */
export function signed(stored: CatalogueEntry | undefined, stamp: Stamp) {
  if (stored === undefined) return createdBy(stamp, catalogueVersion);
  const { v, created, merged, ext } = stored;
  return { v, created, changed: stamp, ...(merged && { merged }), ...(ext && { ext }) };
}
