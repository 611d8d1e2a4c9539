import { z } from 'zod';
import { idFrom } from '../documents/compact-id.ts';
import { layoutSchema } from '../documents/table-shape.ts';
import type { FileKey, SqlValue } from '../file/driver.ts';
import { firstDocumentPlace } from '../file/tables.ts';
import { readPages } from './pages.ts';
import { type FoundRecord, foundRecords } from './records.ts';

/** One table of documents as a description has it, of the mark or of the file itself. */
export const describedTableSchema = z.object({
  place: z.int(),
  database: z.string(),
  collection: z.string(),
  version: z.int(),
  primary: z.string(),
  remembers: z.string().optional(),
});
export type DescribedTable = z.infer<typeof describedTableSchema>;

export interface HarvestedRow {
  readonly seq: number;
  readonly id: string;
  readonly deleted: boolean;
  readonly local: boolean;
  readonly height: number;
  readonly writtenAt: number;
  /** What RxDB's meta data had beside the time, when the word for it was found. */
  readonly extra: string | undefined;
  /** Null where a replication remembers the document as it stands. */
  readonly body: string | null;
}

/** All that could be read of a database file. */
export interface Harvest {
  readonly tables: readonly DescribedTable[];
  /** By place and id, the newest revision that was found. */
  readonly rows: ReadonlyMap<number, ReadonlyMap<string, HarvestedRow>>;
  /** By place, the ids that any index names: also those of documents that are lost. */
  readonly named: ReadonlyMap<number, ReadonlySet<string>>;
  readonly operations: readonly Operation[];
  readonly audit: ReadonlyMap<number, string>;
  readonly values: ReadonlyMap<string, string>;
  readonly pages: { readonly readable: number; readonly damaged: number };
}

interface Operation {
  readonly id: string;
  readonly at: string;
  readonly command: string;
  readonly input: string;
  readonly answer: string;
}

/** Gathers what is on the readable pages of a database, whole or damaged. */
export function harvest(database: string, key: FileKey | undefined): Harvest {
  const pages = readPages(database, key);
  const basket = new Basket();
  for (const record of foundRecords(pages)) basket.take(record);
  return { ...basket.content(), pages: { readable: pages.readable.size, damaged: pages.damaged.size } };
}

/** Rows say themselves which table they are of: their second column is its place. */
const places = { word: 1, operation: 2, audit: 3, value: 4 };

type RawRow = Omit<HarvestedRow, 'extra'> & { readonly extra: number | undefined };

class Basket {
  readonly #tables: DescribedTable[] = [];
  readonly #rows = new Map<number, Map<string, RawRow>>();
  readonly #current = new Map<number, Map<string, number>>();
  readonly #named = new Map<number, Set<string>>();
  readonly #words = new Map<number, string>();
  readonly #operations: Operation[] = [];
  readonly #audit = new Map<number, string>();
  readonly #values = new Map<string, string>();

  take(record: FoundRecord): void {
    if (record.kind === 'ENTRY') this.#takeEntry(record.values);
    else this.#takeRow(record);
  }

  content(): Omit<Harvest, 'pages'> {
    const rows = new Map<number, Map<string, HarvestedRow>>();
    for (const [place, found] of this.#rows) {
      const current = this.#current.get(place);
      // An older revision than the index names is not the document; it lies about on a page that is being reused.
      const whole = [...found].filter(([id, row]) => (current?.get(id) ?? row.seq) === row.seq);
      rows.set(place, new Map(whole.map(([id, row]) => [id, { ...row, extra: this.#word(row.extra) }])));
    }
    return {
      tables: this.#tables,
      rows,
      named: this.#named,
      operations: this.#operations,
      audit: this.#audit,
      values: this.#values,
    };
  }

  #word(number: number | undefined): string | undefined {
    return number === undefined ? undefined : this.#words.get(number);
  }

  /** Entries of the id index, which name the current revision, and of the search index, which name documents too. */
  #takeEntry([first, second, third, ...more]: readonly SqlValue[]): void {
    if (typeof third !== 'number' || more.length > 0) return;
    const isSearch = typeof first === 'number';
    const [id, place] = isSearch ? [second, first] : [first, second];
    const text = idText(id);
    if (text === undefined || typeof place !== 'number' || place < firstDocumentPlace) return;
    this.#named.set(place, (this.#named.get(place) ?? new Set()).add(text));
    if (isSearch) return;
    const current = this.#current.get(place) ?? new Map<string, number>();
    this.#current.set(place, current.set(text, Math.max(third, current.get(text) ?? 0)));
  }

  #takeRow({ rowId, values }: FoundRecord): void {
    const [, mark, ...rest] = values;
    if (typeof mark === 'string') this.#takeTable(rowId, values);
    if (typeof mark !== 'number') return;
    if (mark >= firstDocumentPlace) this.#takeDocument(mark, rowId, rest);
    const texts = rest.filter((value) => typeof value === 'string');
    if (texts.length === rest.length) this.#takeFixed(mark, rowId, texts);
  }

  #takeFixed(mark: number, rowId: number, [first = '', second = '', ...more]: readonly string[]): void {
    const [command = '', input = '', answer = ''] = more;
    if (mark === places.word) this.#words.set(rowId, first);
    if (mark === places.audit) this.#audit.set(rowId, first);
    if (mark === places.value) this.#values.set(first, second);
    if (mark === places.operation) this.#operations.push({ id: first, at: second, command, input, answer });
  }

  #takeTable(place: number, [, database, collection, version, layout]: readonly SqlValue[]): void {
    if (place < firstDocumentPlace || typeof layout !== 'string' || !layout.startsWith('{"primary"')) return;
    const described = { place, database, collection, version, ...layoutSchema.parse(JSON.parse(layout)) };
    this.#tables.push(describedTableSchema.parse(described));
  }

  /** The columns after the place, as the table was defined: id, deleted, local, height, token, lwt, extra, …, body. */
  #takeDocument(place: number, seq: number, values: readonly SqlValue[]): void {
    const [id, deleted, local, height, , writtenAt, extra] = values;
    const body = values.at(-1);
    const text = idText(id);
    if (text === undefined || typeof height !== 'number' || typeof writtenAt !== 'number') return;
    if (body !== null && typeof body !== 'string') return;
    const found = this.#rows.get(place) ?? new Map<string, RawRow>();
    this.#rows.set(place, found);
    if ((found.get(text)?.seq ?? 0) > seq) return;
    const word = typeof extra === 'number' ? extra : undefined;
    const marks = { deleted: deleted === 1, local: local === 1 };
    found.set(text, { seq, id: text, ...marks, height, writtenAt, extra: word, body: body ?? null });
  }
}

function idText(id: SqlValue | undefined): string | undefined {
  if (typeof id === 'string') return id;
  return id instanceof Uint8Array && id.length === 16 ? idFrom(id) : undefined;
}
