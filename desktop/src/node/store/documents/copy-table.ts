import type { SqlValue } from '../file/driver.ts';
import type { StoreFile } from '../file/store-file.ts';
import type { DocumentTable } from './document-table.ts';
import { placeholders } from './lists.ts';
import { attachmentsName } from './table-shape.ts';

/** Rows at a time: reading and writing cannot overlap on one connection. */
const batch = 1000;

type Row = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number | null,
  string | null,
  SqlValue,
  string | null,
];
const copied = ['seq', 'deleted', 'local', 'height', 'token', 'lwt', 'extra', 'attachments'];

/**
 * Copies all documents of one table into another that is empty, with their numbers, so that no reader has to start over.
 * `change` gives a document its new form. For the inside of a transaction.
 */
export function copyTable(
  file: StoreFile,
  from: DocumentTable,
  to: DocumentTable,
  change: (document: object) => object = (document) => document,
): void {
  const read = file.statement<Row>(
    `SELECT ${copied.join(', ')}, id, body FROM ${from.name} WHERE seq > ? ORDER BY seq LIMIT ${batch}`,
  );
  const columns = ['place', ...copied, 'id', ...to.columns.indexed.map(({ name }) => name), 'body'];
  const write = file.statement(
    `INSERT INTO ${to.name} (${columns.join(', ')}) VALUES (${placeholders(columns.length)})`,
  );
  for (let since = 0; ;) {
    const rows = read.all(since);
    for (const [seq, deleted, local, height, token, lwt, extra, attachments, id, body] of rows) {
      const kept: SqlValue[] = [to.place, seq, deleted, local, height, token, lwt, extra, attachments];
      if (body === null) {
        write.run(...kept, id, ...to.columns.indexed.map(() => null), null);
      } else {
        const document = change(parsed(body));
        const found = [to.columns.id, ...to.columns.indexed].map((column) => to.columns.valueIn(column, document));
        write.run(...kept, ...found, JSON.stringify(document));
      }
      since = seq;
    }
    if (rows.length < batch) break;
  }
  if (from.attachments !== undefined && to.attachments !== undefined) {
    file.execute(`INSERT INTO ${attachmentsName(to.place)} SELECT * FROM ${attachmentsName(from.place)}`);
  }
}

function parsed(body: string): object {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- bodies are texts of documents
  return JSON.parse(body) as object;
}
