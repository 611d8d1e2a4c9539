import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import {
  type Alternative,
  type SearchAttempt,
  searchAttempts,
  type SearchTerm,
} from '@lapka/shared/domain/search/search-attempts.ts';
import { fitsAttempt, searchRank } from '@lapka/shared/domain/search/search-rank.ts';
import { searchTokens } from '@lapka/shared/domain/search/search-tokens.ts';
import type { StoreFile } from '../file/store-file.ts';
import type { SearchHit } from '../store.ts';
import type { ShownEntry } from './search-projection.ts';

/** As many as a person looks through. */
const mostHits = 20;
/** One reading is looked at so far; beyond that the text is too short to mean anybody in particular. */
const mostLookedAt = 200;
const longestText = 100;

type Row = readonly [number, string, string];

/** Finds entries by what a person typed: readings of the text in turn, the likeliest first, until there are enough. */
export function searchFile(
  file: StoreFile,
  collections: ReadonlyMap<number, CollectionName>,
  text: string,
): readonly SearchHit[] {
  const hits = new Map<string, SearchHit>();
  for (const attempt of searchAttempts(text.slice(0, longestText))) {
    if (hits.size >= mostHits) break;
    for (const { place, id, shown } of bestOf(file, attempt)) {
      const collection = collections.get(place);
      const key = `${place} ${id}`;
      if (collection === undefined || hits.has(key) || hits.size >= mostHits) continue;
      hits.set(key, { collection, id, kind: shown.kind, text: foundText(shown, attempt) });
    }
  }
  return [...hits.values()];
}

function bestOf(file: StoreFile, attempt: SearchAttempt) {
  return candidates(file, attempt)
    .map(([place, id, text]) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the projection
      const shown = JSON.parse(text) as ShownEntry;
      return { place, id, shown, tokens: searchTokens(shown) };
    })
    .filter(({ tokens }) => fitsAttempt(tokens, attempt))
    .map((found) => ({ ...found, rank: searchRank(found.tokens, attempt) }))
    .sort((a, b) => a.rank - b.rank);
}

/** Entries that may fit. A code tells more than a word, so where one was typed, the codes are asked first. */
function candidates(file: StoreFile, { terms }: SearchAttempt): Row[] {
  const code = terms.find((term) => !isOfWords(term));
  if (code === undefined) return byWords(file, terms);
  return [...byCode(file, code), ...byWords(file, terms.filter(isOfWords)), ...byWords(file, terms)];
}

function byCode(file: StoreFile, { anyOf }: SearchTerm): Row[] {
  const query = file.statement<Row>(
    `SELECT e.place, e.document, e.shown FROM search_code c JOIN search_entry e ON e.number = c.number
     WHERE c.token >= ? AND c.token < ? ORDER BY c.token LIMIT ${mostLookedAt}`,
  );
  return anyOf
    .filter(({ list }) => list === 'codes' || list === 'tails')
    .flatMap(({ list, token }) => {
      const from = codeToken(list, token);
      return query.all(from, `${from}\u{10ffff}`);
    });
}

function byWords(file: StoreFile, terms: readonly SearchTerm[]): Row[] {
  if (terms.length === 0) return [];
  const query = file.statement<Row>(
    `SELECT e.place, e.document, e.shown FROM search s JOIN search_entry e ON e.number = s.rowid
     WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT ${mostLookedAt}`,
  );
  // Tokens are letters and digits only, so nothing in them needs care.
  const all = terms.map(({ anyOf }) => {
    const words = anyOf.filter(({ list }) => list === 'words' || list === 'sounds');
    return `(${words.map(({ list, token, prefix }) => `${list} : "${token}"${prefix ? '*' : ''}`).join(' OR ')})`;
  });
  return query.all(all.join(' AND '));
}

function isOfWords({ anyOf }: SearchTerm): boolean {
  return anyOf.every(({ list }) => list === 'words' || list === 'sounds');
}

/** How a code stands in the index of codes: forwards, and backwards for its last digits. */
export function codeToken(list: Alternative['list'], token: string): string {
  return list === 'tails' ? `<${token}` : `>${token}`;
}

/** The name; with the code, when that is what was typed. */
function foundText({ words, codes }: ShownEntry, { terms }: SearchAttempt): string {
  const name = words.join(' ');
  const typed = terms.flatMap(({ anyOf }) => anyOf).filter(({ list }) => list === 'codes' || list === 'tails');
  const code = codes.find((one) => typed.some((wanted) => hasCode(one, wanted)));
  return code === undefined ? name : `${name} ${code}`.trim();
}

function hasCode(code: string, { list, token }: Alternative): boolean {
  const { codes, tails } = searchTokens({ kind: '', words: [], codes: [code] });
  return (list === 'tails' ? tails : codes).some((kept) => kept.startsWith(token));
}
