import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { type Alternative, type SearchAttempt, searchAttempts } from '@lapka/shared/domain/search/search-attempts.ts';
import { searchRank } from '@lapka/shared/domain/search/search-rank.ts';
import { searchTokens } from '@lapka/shared/domain/search/search-tokens.ts';
import type { StoreFile } from '../file/store-file.ts';
import type { SearchHit } from '../store.ts';
import type { ShownEntry } from './search-projection.ts';

/** As many as a person looks through. */
const mostHits = 20;
/** Ranking looks at so many of one reading; beyond that the text is too short to mean anybody in particular. */
const mostRanked = 200;
const longestText = 100;

type Row = readonly [number, string, string];

/** Finds entries by what a person typed: readings of the text in turn, the likeliest first, until there are enough. */
export function searchFile(
  file: StoreFile,
  collections: ReadonlyMap<number, CollectionName>,
  text: string,
): readonly SearchHit[] {
  const hits = new Map<string, SearchHit>();
  const query = file.statement<Row>(
    `SELECT e.place, e.document, e.shown FROM search s JOIN search_entry e ON e.number = s.rowid
     WHERE search MATCH ? ORDER BY s.rowid DESC LIMIT ${mostRanked}`,
  );
  for (const attempt of searchAttempts(text.slice(0, longestText))) {
    if (hits.size >= mostHits) break;
    const found = query.all(matchOf(attempt)).map((row) => ranked(row, attempt));
    for (const { place, id, shown } of found.sort((a, b) => a.rank - b.rank)) {
      const collection = collections.get(place);
      const key = `${place} ${id}`;
      if (collection === undefined || hits.has(key) || hits.size >= mostHits) continue;
      hits.set(key, { collection, id, kind: shown.kind, text: foundText(shown, attempt) });
    }
  }
  return [...hits.values()];
}

function ranked([place, id, text]: Row, attempt: SearchAttempt) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the projection
  const shown = JSON.parse(text) as ShownEntry;
  return { place, id, shown, rank: searchRank(searchTokens(shown), attempt) };
}

/** The question in the language of the index. Tokens are letters and digits only, so nothing in them needs care. */
function matchOf({ terms }: SearchAttempt): string {
  return terms.map(({ anyOf }) => `(${anyOf.map(alternative).join(' OR ')})`).join(' AND ');
}

function alternative({ list, token, prefix }: Alternative): string {
  return `${list} : "${token}"${prefix ? '*' : ''}`;
}

/** The name; with the code, when that is what was typed. */
function foundText({ words, codes }: ShownEntry, { terms }: SearchAttempt): string {
  const name = words.join(' ');
  const typed = terms.flatMap(({ anyOf }) => anyOf).filter(({ list }) => list === 'codes' || list === 'tails');
  if (typed.length === 0) return name;
  const code = codes.find((one) => typed.some((wanted) => hasCode(one, wanted)));
  return code === undefined ? name : `${name} ${code}`.trim();
}

function hasCode(code: string, { list, token }: Alternative): boolean {
  const { codes, tails } = searchTokens({ kind: '', words: [], codes: [code] });
  return (list === 'tails' ? tails : codes).some((kept) => kept.startsWith(token));
}
