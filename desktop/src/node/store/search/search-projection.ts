import type { AnyCollection, SearchEntry } from '@lapka/shared/domain/collection.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { searchTokens } from '@lapka/shared/domain/search/search-tokens.ts';
import type { DocumentTable, Projection } from '../documents/document-table.ts';
import type { StoreFile } from '../file/store-file.ts';
import { clearSearch } from './clear-search.ts';
import { codeToken } from './search-file.ts';

/** What an entry keeps for those who found it: its words and codes as they were written. */
export type ShownEntry = Pick<SearchEntry, 'kind' | 'words' | 'codes'>;

/** Keeps what a collection is found by in the search index, in step with its documents. */
export function searchProjection(file: StoreFile, { place }: DocumentTable, definition: AnyCollection): Projection {
  const find = file.statement<readonly [number, string]>(
    'SELECT number, shown FROM search_entry WHERE place = ? AND document = ?',
  );
  const add = file.statement<readonly [number]>(
    'INSERT INTO search_entry (place, document, shown) VALUES (?, ?, ?) RETURNING number',
  );
  const change = file.statement('UPDATE search_entry SET shown = ? WHERE number = ?');
  const remove = file.statement('DELETE FROM search_entry WHERE number = ?');
  const index = file.statement('INSERT INTO search (rowid, words, sounds) VALUES (?, ?, ?)');
  const indexCode = file.statement('INSERT OR IGNORE INTO search_code (token, number) VALUES (?, ?)');
  const forget = file.statement('DELETE FROM search WHERE rowid = ?');
  const forgetCode = file.statement('DELETE FROM search_code WHERE token = ? AND number = ?');

  const entryOf = (document: object): SearchEntry | undefined => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written into the table of this collection
    return definition.searchEntry(document as DocumentFields);
  };
  const write = (number: number, entry: SearchEntry): void => {
    const { words, sounds, codes, tails } = searchTokens(entry);
    index.run(number, words.join(' '), sounds.join(' '));
    for (const code of codes) indexCode.run(codeToken('codes', code), number);
    for (const tail of tails) indexCode.run(codeToken('tails', tail), number);
  };
  const unwrite = (number: number, shown: string): void => {
    forget.run(number);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
    const { codes, tails } = searchTokens(JSON.parse(shown) as SearchEntry);
    for (const code of codes) forgetCode.run(codeToken('codes', code), number);
    for (const tail of tails) forgetCode.run(codeToken('tails', tail), number);
  };

  return {
    project({ id, document, deleted }, replaces) {
      const known = replaces ? find.get(place, id) : undefined;
      const entry = deleted ? undefined : entryOf(document);
      const shown = entry && JSON.stringify({ kind: entry.kind, words: entry.words, codes: entry.codes });
      // Most changes of a document do not touch what it is found by.
      if (shown === known?.[1]) return;
      if (known !== undefined) unwrite(known[0], known[1]);
      if (entry === undefined || shown === undefined) {
        if (known !== undefined) remove.run(known[0]);
      } else if (known === undefined) {
        write(add.get(place, id, shown)?.[0] ?? 0, entry);
      } else {
        change.run(shown, known[0]);
        write(known[0], entry);
      }
    },
    clear() {
      clearSearch(file, place);
    },
  };
}
