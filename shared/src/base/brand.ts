import type { z } from 'zod';

/**
 * A value that was checked once and carries the proof in its type. The mark is zod's own, so a parsed value and a
 * minted one are the same type.
 */
export type Brand<T, Name extends string> = T & z.$brand<Name>;

/**
 * The one place where a brand is put on without a parser. Call it only inside a function that has just established
 * what the brand promises.
 */
export function mint<Branded>(value: Plain<Branded>): Branded {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- minting is the purpose of this function
  return value as Branded;
}

type Plain<Branded> = Branded extends string
  ? string
  : Branded extends number
    ? number
    : { [Key in Exclude<keyof Branded, typeof z.$brand>]: Branded[Key] };
