/** Marks the file as ours in its header: "Lapk". */
export const applicationId = 0x4c61706b;
/** The arrangement of the tables below. A store that finds a higher one is older than the file and leaves it alone. */
export const layoutVersion = 1;

/**
 * The tables every file has. `place` names the table a row belongs to, in the row itself, so that rows can be told apart
 * when the pages that connect them are damaged. The tables of documents are made as collections need them.
 */
export const fixedTables = `
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE document_table (
  place INTEGER PRIMARY KEY,
  database TEXT NOT NULL,
  collection TEXT NOT NULL,
  version INTEGER NOT NULL,
  shape TEXT NOT NULL,
  settled INTEGER NOT NULL DEFAULT 0,
  UNIQUE (database, collection, version)
);

CREATE TABLE wide_column (place INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, name)) WITHOUT ROWID;

CREATE TABLE word (number INTEGER PRIMARY KEY, place INTEGER NOT NULL DEFAULT 1, text TEXT NOT NULL UNIQUE);

CREATE TABLE operation (
  number INTEGER PRIMARY KEY,
  place INTEGER NOT NULL DEFAULT 2,
  id TEXT NOT NULL UNIQUE,
  at TEXT NOT NULL,
  command TEXT NOT NULL,
  input TEXT NOT NULL,
  answer TEXT NOT NULL
);

CREATE TABLE audit (number INTEGER PRIMARY KEY, place INTEGER NOT NULL DEFAULT 3, entry TEXT NOT NULL);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

CREATE TABLE node_value (number INTEGER PRIMARY KEY, place INTEGER NOT NULL DEFAULT 4, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL);

-- Documents that came from the server and that this program cannot read, or cannot read yet.
CREATE TABLE parked_document (
  number INTEGER PRIMARY KEY,
  place INTEGER NOT NULL DEFAULT 5,
  collection TEXT NOT NULL,
  document TEXT NOT NULL,
  why TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (collection, document)
);

CREATE TABLE document_key (
  place INTEGER NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (place, key, value, document)
) WITHOUT ROWID;
CREATE INDEX document_key_document ON document_key (place, document);

CREATE TABLE search_entry (
  number INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,
  document TEXT NOT NULL,
  shown TEXT NOT NULL,
  UNIQUE (place, document)
);
CREATE VIRTUAL TABLE search USING fts5 (
  words, sounds, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'ascii', detail = column
);
CREATE TABLE search_code (token TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (token, number)) WITHOUT ROWID;
`;

/** Numbers below belong to the fixed tables. */
export const firstDocumentPlace = 100;
