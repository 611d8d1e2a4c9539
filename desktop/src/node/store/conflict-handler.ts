import { deepEqual, type RxConflictHandler, type WithDeleted } from 'rxdb';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import type { PlainDocument } from './documents/stored-document.ts';

type Merged = Parameters<AnyCollection['merge']>[1];

/** Joins two changes of one document as its collection says. It is removed only when both sides removed it. */
export function conflictHandlerOf(definition: AnyCollection): RxConflictHandler<PlainDocument> {
  return {
    isEqual: (a, b) => deepEqual(a, b),
    resolve: async ({ realMasterState: theirs, newDocumentState: ours, assumedMasterState: base }) => {
      if (theirs._deleted && ours._deleted) return theirs;
      const merged = definition.merge(base && fieldsOf(base), fieldsOf(ours), fieldsOf(theirs));
      return { ...merged, _deleted: theirs._deleted && ours._deleted };
    },
  };
}

function fieldsOf({ _deleted, ...fields }: WithDeleted<PlainDocument>): Merged {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a document of this collection without RxDB's mark
  return fields as unknown as Merged;
}
