import { fileURLToPath } from 'node:url';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendOnlyCollections } from '../../src/stores/append-only.ts';
import { fieldColumn, filterOf } from '../../src/stores/postgres/find-sql.ts';
import { readMigrations } from '../../src/stores/postgres/migrate.ts';
import { asOwner, column } from '../support/ask.ts';
import { aWrite, clinicOf, noon, testCollections } from '../support/documents.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const releases = new Releases();
let store: TestPostgres;
beforeAll(async () => {
  store = releases.use(await openTestPostgres({ definitions: testCollections }));
});
afterAll(() => releases.close());

describe('the shape of the database', () => {
  it('has a table with the envelope for each collection', async () => {
    const found = await asOwner(store.url, (client) =>
      column(
        client,
        `select table_name::text from information_schema.columns
        where table_schema = 'public' and column_name in ('id', 'number', 'revision', 'deleted', 'body', 'author')
        group by 1 having count(*) = 6`,
      ),
    );
    expect(found.map(String).toSorted()).toEqual(collectionNames.toSorted());
  });

  it('has an index for each one that a collection asks for', async () => {
    const wanted = collections.flatMap(({ key, indexes }) => indexes.map((paths) => ({ table: key.name, paths })));
    const present = await asOwner(store.url, (client) =>
      column(client, `select indexdef from pg_indexes where schemaname = 'public'`),
    );
    const missing = wanted.filter(({ table, paths }) => {
      const end = `ON public.${table} USING btree (clinic, ${paths.map(fieldColumn).join(', ')})`;
      return !present.some((definition) => String(definition).endsWith(end));
    });
    const calls = missing.map(({ table, paths }) => `call index_fields('${table}', '${paths.join(`', '`)}');`);
    // Put these into a new migration.
    expect(calls.join('\n')).toBe('');
    expect(wanted.length).toBeGreaterThan(5);
  });

  it('answers a search by an index, also behind the walls', async () => {
    const clinic = clinicOf('busy');
    const bookings = Array.from({ length: 500 }, (_, index) =>
      aWrite('bookings', `booking ${index}`, { vet: `vet ${index % 25}`, start: `2026-11-${10 + (index % 20)}` }),
    );
    await store.documents.transactClinic(clinic, (transaction) => transaction.put(bookings));
    const { text, values } = filterOf(
      { where: { vet: 'vet 7', start: { from: '2026-11-16', below: '2026-11-17' } } },
      { columns: new Set(['field_vet', 'field_start']), paths: undefined },
    );
    const plan = await asOwner(store.url, async (client) => {
      await client.query(`analyze bookings; begin; set local role lapka_clinic; set local lapka.clinic = '${clinic}'`);
      const explained = await client.query<Record<string, string>>(`explain select body from bookings where ${text}`, [
        ...values,
      ]);
      return explained.rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toMatch(/Index Cond: .*clinic = .*field_vet = .*field_start >= .*field_start < /);
  });

  it('refuses to change or remove what is append-only, even to its owner', async () => {
    await store.documents.transactClinic(clinicOf('ours'), async (transaction) => {
      await transaction.put([aWrite('ledger', 'sale'), aWrite('stock', 'receipt'), aWrite('records', 'visit')]);
      await transaction.audit([{ at: noon, content: {} }]);
    });
    const guarded = await asOwner(store.url, (client) =>
      column(
        client,
        `select distinct tgrelid::regclass::text from pg_trigger where tgname like 'append_only%' order by 1`,
      ),
    );
    expect(guarded).toEqual([...appendOnlyCollections, 'audit', 'record_revision', 'record_trail'].toSorted());
    await asOwner(store.url, async (client) => {
      for (const table of guarded.map(String)) {
        await expect(client.query(`update ${table} set clinic = clinic`)).rejects.toThrow('append-only');
        await expect(client.query(`delete from ${table}`)).rejects.toThrow('append-only');
        await expect(client.query(`truncate ${table}`)).rejects.toThrow('append-only');
      }
    });
  });

  it('keeps no word of a medical record outside the record store but the fields it is looked up by', async () => {
    const text = 'Жалобы: кашель';
    await store.documents.transactClinic(clinicOf('quiet'), (transaction) =>
      transaction.put([
        aWrite('records', 'told', { pet: 'Rex', date: '2026-11-16', text, vitals: { kind: 'T', value: 38.9 } }),
      ]),
    );
    const bodies = await asOwner(store.url, (client) =>
      column(client, `select body::text from records where clinic = $1`, [clinicOf('quiet')]),
    );
    expect(bodies.map((body) => JSON.parse(String(body)) as unknown)).toEqual([
      { pet: 'Rex', date: '2026-11-16', vitals: { kind: 'T' } },
    ]);
  });

  it('uses no SQL that only the newest Postgres knows', () => {
    const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
    const sql = migrations.map((migration) => migration.sql).join('\n');
    expect(sql).not.toMatch(/uuidv7|\bvirtual\b|without overlaps|json_table/i);
  });
});
