/** A copy that nobody can change, so that it may be handed out again and again. */
export function frozenCopy<T extends object>(value: T): T {
  return frozen(structuredClone(value));
}

function frozen<T extends object>(value: T): T {
  for (const inner of Object.values(value)) {
    if (typeof inner === 'object' && inner !== null) frozen(inner);
  }
  return Object.freeze(value);
}
