import type { StoreFile } from '../file/store-file.ts';

/** Takes everything of one table out of the search index. For the inside of a transaction. */
export function clearSearch(file: StoreFile, place: number): void {
  const numbers = '(SELECT number FROM search_entry WHERE place = ?)';
  file.statement(`DELETE FROM search WHERE rowid IN ${numbers}`).run(place);
  file.statement(`DELETE FROM search_code WHERE number IN ${numbers}`).run(place);
  file.statement('DELETE FROM search_entry WHERE place = ?').run(place);
}
