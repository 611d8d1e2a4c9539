/**
 * A copy that nobody can change, so that it may be handed out again and again. Written and read again as any other store
 * would, so that it comes back the same from all of them: -0 as 0, and without what is undefined.
 */
export function frozenCopy<T extends object>(value: T): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain JSON comes back as what it was
  return frozen(JSON.parse(JSON.stringify(value)) as T);
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) frozen(inner);
  }
  return Object.freeze(value);
}
