import { useState } from 'react';
import { createIdMaker } from '@lapka/shared/base/id.ts';
import { instantOf } from '@lapka/shared/base/instant.ts';
import type { OperationId } from '@lapka/shared/domain/document.ts';

/** `getRandomValues` works on plain http pages too; `randomUUID` does not. */
const ids = createIdMaker(
  { now: () => instantOf(Date.now()) },
  { uint32: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0 },
);

/**
 * The id of what a form is about to do, fixed when the form opens: pressing twice, or again after a lost answer, is the
 * same operation. `renew` starts the next one after a success.
 */
export function useOperation(): { readonly operation: OperationId; readonly renew: () => void } {
  const [operation, setOperation] = useState(() => ids.next<'Operation'>());
  return { operation, renew: () => setOperation(ids.next<'Operation'>()) };
}
