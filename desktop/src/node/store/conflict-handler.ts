import { deepEqual, type RxConflictHandler } from 'rxdb';
import type { PlainDocument } from './documents/stored-document.ts';

/**
 * What the server answers to a change is taken over as it is: it has seen this desk's change and joined the two by the
 * rules of the collection (PUSH-6). Whoever joined once more here could undo what those rules decided, for ever. A change
 * made while the answer was on its way is not overwritten; RxDB sends it next.
 */
export const conflictHandler: RxConflictHandler<PlainDocument> = {
  isEqual: (a, b) => deepEqual(a, b),
  resolve: ({ realMasterState }) => Promise.resolve(realMasterState),
};
