import { attachmentsName, fieldsIndexedBy, tableName, type TableShape } from './table-shape.ts';

/**
 * The statements that make a table. The id index names the place too: an entry found in a damaged file then tells whose
 * document it is. What is written last stands last in the table, so that filling it only ever appends.
 */
export function tableDefinition(place: number, shape: TableShape): string {
  const name = tableName(place);
  const indexed = fieldsIndexedBy(shape).map((_, number) => `x${number},`);
  const attachments = `
    CREATE TABLE ${attachmentsName(place)} (
      document TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, name)
    );`;
  return `
    CREATE TABLE ${name} (
      seq INTEGER PRIMARY KEY, place INTEGER NOT NULL, id NOT NULL, deleted INTEGER NOT NULL, local INTEGER NOT NULL,
      height INTEGER NOT NULL, token INTEGER NOT NULL, lwt REAL NOT NULL, extra INTEGER, attachments TEXT,
      ${indexed.join(' ')} body TEXT
    );
    CREATE UNIQUE INDEX ${name}_id ON ${name} (id, place);
    CREATE INDEX ${name}_dead ON ${name} (lwt) WHERE deleted = 1;
    CREATE INDEX ${name}_local ON ${name} (seq) WHERE local = 1;
    ${shape.attachments ? attachments : ''}`;
}
