import { assert, present } from '@lapka/shared/base/assert.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId, DocumentFields } from '@lapka/shared/domain/document.ts';
import pg from 'pg';
import { z } from 'zod';
import { newEpoch } from './epoch.ts';
import type { RecordRevision, RecordStore, RevisionKey } from '../record-store.ts';

/**
 * The whole database as lines: one moment of it, whatever is committed meanwhile. Rows stay the JSON texts Postgres makes
 * and reads, so nothing is lost by our reading them. Each part begins with a line that says what follows and how many
 * lines. The texts of medical records come from and go to whatever record store is used.
 */
export interface CopyHeader {
  readonly epoch: string;
  readonly migrations: readonly string[];
}

export type CopyPart =
  | { readonly table: string; readonly columns: readonly string[]; readonly rows: number }
  | { readonly texts: ClinicId; readonly rows: number };

/** Not copied: the target has its own, or (texts) they go another way. */
const ownTables = ['schema_migration', 'server_epoch', 'record_revision'];
const pageSize = 500;

export interface OpenedCopy {
  readonly header: CopyHeader;
  readonly lines: AsyncIterable<string>;
  /** Texts that are named by a record and could not be found; known at the end. */
  readonly missingTexts: () => number;
}

/** Opens one moment of the database for copying; reading `lines` to their end closes it. */
export async function copyOut(url: string, records: RecordStore): Promise<Result<OpenedCopy, Failure<'WALLED_IN'>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (!(await seesEverything(client))) {
    await client.end();
    return err(failure('WALLED_IN'));
  }
  await client.query('start transaction isolation level repeatable read read only');
  const epoch = await client.query<{ epoch: string }>('select epoch from server_epoch');
  const header = { epoch: present(epoch.rows[0]?.epoch, 'an epoch'), migrations: await migrationsOf(client) };
  let missing = 0;
  const lines = async function* (): AsyncIterable<string> {
    try {
      for (const table of await tablesOf(client)) yield* tableLines(client, table);
      for await (const { clinic, keys } of namedTexts(client)) {
        const found = await records.fetch(clinic, keys);
        missing += keys.length - found.length;
        yield JSON.stringify({ texts: clinic, rows: found.length } satisfies CopyPart);
        yield* found.map((revision) => JSON.stringify(revision));
      }
    } finally {
      await client.end();
    }
  };
  return ok({ header, lines: lines(), missingTexts: () => missing });
}

/** Fills an empty database of the same shape, all or nothing, on a new time line, so that desks notice. */
export async function copyIn(
  url: string,
  { migrations }: CopyHeader,
  parts: AsyncIterable<{ readonly part: CopyPart; readonly lines: readonly string[] }>,
  records: RecordStore,
): Promise<Result<void, Failure<'WALLED_IN' | 'NOT_EMPTY' | 'OTHER_BUILD'>>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (!(await seesEverything(client))) return err(failure('WALLED_IN'));
    if ((await migrationsOf(client)).join() !== migrations.join()) return err(failure('OTHER_BUILD'));
    await client.query('begin');
    const used = await client.query('select from clinic_clock union all select from account limit 1');
    if (used.rowCount !== 0) return err(failure('NOT_EMPTY', { what: 'clinics' }));
    for await (const { part, lines } of parts) {
      if ('texts' in part) await records.append(part.texts, lines.map(revisionIn));
      else await insert(client, part, lines);
    }
    await client.query(newEpoch);
    // What was on its way is begun anew: its pieces are not in the backup.
    await client.query('delete from file where stored_at is null');
    await client.query(
      `select setval(pg_get_serial_sequence('outbox', 'position'), greatest(max(position), 1)) from outbox`,
    );
    await client.query('commit');
    return ok();
  } finally {
    await client.end();
  }
}

/** The most lines that `copyIn` is to be given at once. */
export const copyPage = pageSize;

async function seesEverything(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(
    'select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user',
  );
  return rows[0]?.all === true;
}

async function migrationsOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name');
  return rows.map(({ name }) => name);
}

async function tablesOf(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all ($1) order by relname`,
    [ownTables],
  );
  return rows.map(({ name }) => name);
}

async function* tableLines(client: pg.Client, table: string): AsyncIterable<string> {
  const columns = await client.query<{ name: string }>(
    `select attname as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [pg.escapeIdentifier(table)],
  );
  const names = columns.rows.map(({ name }) => name);
  const listed = names.map((name) => pg.escapeIdentifier(name)).join();
  const from = pg.escapeIdentifier(table);
  const counted = await client.query<{ rows: number }>(`select count(*)::int as rows from ${from}`);
  yield JSON.stringify({ table, columns: names, rows: counted.rows[0]?.rows ?? 0 } satisfies CopyPart);
  const select = `select row_to_json(listed)::text as line from (select ${listed} from ${from}) as listed`;
  for await (const page of pages<{ line: string }>(client, select)) yield* page.map(({ line }) => line);
}

/** The texts that the records of all clinics name, those of earlier revisions too. */
async function* namedTexts(client: pg.Client) {
  const select = 'select distinct clinic, record, content from record_trail order by clinic, record, content';
  for await (const page of pages<RevisionKey & { readonly clinic: ClinicId }>(client, select)) {
    for (const [clinic, keys] of Map.groupBy(page, (row) => row.clinic)) {
      yield { clinic, keys: keys.map(({ record, content }) => ({ record, content })) };
    }
  }
}

async function* pages<Row extends pg.QueryResultRow>(client: pg.Client, select: string): AsyncIterable<readonly Row[]> {
  await client.query(`declare page no scroll cursor for ${select}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${pageSize} from page`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query('close page');
}

async function insert(
  client: pg.Client,
  { table, columns }: Extract<CopyPart, { table: string }>,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  assert(columns.length > 0, `${table} has columns`);
  const listed = columns.map((name) => pg.escapeIdentifier(name)).join();
  const into = pg.escapeIdentifier(table);
  await client.query(
    `insert into ${into} (${listed}) overriding system value
     select ${listed} from json_populate_recordset(null::${into}, $1::json)`,
    [`[${lines.join()}]`],
  );
}

const revisionSchema: z.ZodType<RecordRevision> = z.strictObject({
  record: z.string(),
  content: z.string(),
  document: z.custom<DocumentFields>((document) => typeof document === 'object' && document !== null),
});

function revisionIn(line: string): RecordRevision {
  return revisionSchema.parse(JSON.parse(line));
}
