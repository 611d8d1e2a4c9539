/** Says what must be true here; a failure is a bug of ours, never bad input, so it throws. */
export function assert(condition: unknown, message: string): asserts condition {
  if (condition === false || condition === null || condition === undefined) throw new BrokenPromise(message);
}

/** The value, which the caller knows to be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new BrokenPromise(`${what} is missing`);
  return value;
}

/** Ends an exhaustive switch: the compiler refuses it while a case is missing. */
export function unreachable(value: never): never {
  throw new BrokenPromise(`unexpected case ${JSON.stringify(value)}`);
}

/** A promise of our own code that was broken: a bug. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}
