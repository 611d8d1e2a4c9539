import type { SearchAttempt } from './search-attempts.ts';
import type { SearchTokens } from './search-tokens.ts';

/** Whether an entry has all that a reading asks for. */
export function fitsAttempt(tokens: SearchTokens, { terms }: SearchAttempt): boolean {
  return terms.every(({ anyOf }) =>
    anyOf.some(({ list, token, prefix }) =>
      tokens[list].some((kept) => (prefix ? kept.startsWith(token) : kept === token)),
    ),
  );
}

/**
 * How well an entry fits a reading, smaller is better: first the entries in which the typed words stand in the order they
 * were typed, then those that have little else.
 */
export function searchRank({ words, sounds }: SearchTokens, { terms }: SearchAttempt): number {
  let rank = words.length;
  let expected = 0;
  for (const { anyOf } of terms) {
    const places = anyOf
      .filter(({ list }) => list === 'words' || list === 'sounds')
      .map(({ list, token }) => (list === 'words' ? words : sounds).findIndex((word) => word.startsWith(token)));
    const place = places.find((index) => index >= 0);
    if (place === undefined) continue;
    rank += Math.abs(place - expected) * 10;
    expected = place + 1;
  }
  return rank;
}
