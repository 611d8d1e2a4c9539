import { failure, type Failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { VisitChange } from '@lapka/shared/domain/records/visit-changes.ts';
import type { FileReference } from '@lapka/shared/domain/records/visit-items.ts';
import { keptFile } from '../../reading/kept-files.ts';
import type { StoreReader } from '../../store/store.ts';

type NotThere = Failure<'FILE_NOT_THERE'>;

/** A file this node has kept, as a record refers to it: what it is and how long, the node knows itself (C-55). */
export function fileKnown(
  reader: StoreReader,
  { hash, name, description }: Pick<FileReference, 'hash' | 'name' | 'description'>,
): Result<FileReference, NotThere> {
  const kept = keptFile(reader, hash);
  return kept === undefined ? err(failure('FILE_NOT_THERE', { name })) : ok({ hash, name, description, ...kept });
}

/** Changes of a visit with the files they attach. */
export function filesKnown(reader: StoreReader, changes: readonly VisitChange[]): Result<VisitChange[], NotThere> {
  const known: VisitChange[] = [];
  for (const change of changes) {
    if (change.change !== 'ATTACH') {
      known.push(change);
      continue;
    }
    const file = fileKnown(reader, change.file.file);
    if (!file.ok) return file;
    known.push({ ...change, file: { ...change.file, file: file.value } });
  }
  return ok(known);
}
