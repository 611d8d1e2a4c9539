import { Releases } from '@lapka/shared/base/disposal.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClinic } from '../../src/stores/postgres/clinic-session.ts';
import { openPool } from '../../src/stores/postgres/pool.ts';
import { pressWalls } from '../chaos/walls.ts';
import { asOwner, column } from '../support/ask.ts';
import { aWrite, clinicOf, testCollections } from '../support/documents.ts';
import { testDatabase } from '../support/test-database.ts';
import { openTestPostgres, type TestPostgres } from '../support/test-postgres.ts';

const [ours, theirs] = [clinicOf('ours'), clinicOf('theirs')];
const releases = new Releases();
let store: TestPostgres;
let pool: pg.Pool;

beforeAll(async () => {
  store = releases.use(await openTestPostgres({ definitions: testCollections }));
  pool = openPool({ url: store.url, connections: 1, logger: silentLogger });
  releases.add(() => pool.end());
  for (const [clinic, owner] of [
    [ours, 'Anna'],
    [theirs, 'Boris'],
  ] as const) {
    await store.documents.transactClinic(clinic, async (transaction) => {
      await transaction.put([aWrite('pets', 'Rex', { owner }), aWrite('records', 'visit', { pet: owner })]);
      await transaction.publish([{ id: owner, name: 'seen', payload: {} }]);
    });
  }
});
afterAll(() => releases.close());

/** A statement as it would run if somebody forgot to name the clinic. */
const run = (text: string, values: readonly unknown[] = []) =>
  withClinic(pool, ours, 'write', (session) => session.rows({ name: '', text, values }));

describe('the walls between clinics', () => {
  it('stand around every table that has a clinic', async () => {
    const [withClinicColumn, walled] = await asOwner(store.url, async (client) => [
      await column(
        client,
        `select distinct table_name::text from information_schema.columns
        where table_schema = 'public' and column_name = 'clinic' order by 1`,
      ),
      await column(
        client,
        `select relname::text from pg_class join pg_policy on polrelid = pg_class.oid
        where relrowsecurity and relforcerowsecurity and polname = 'own_clinic' order by 1`,
      ),
    ]);
    expect(walled).toEqual(withClinicColumn);
    expect(walled).toContain('records');
    expect(walled?.length).toBeGreaterThan(18);
  });

  it('leave only those tables outside that hold nothing of any clinic', async () => {
    const outside = await asOwner(store.url, (client) =>
      column(
        client,
        `select relname::text from pg_class
        where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace and not relrowsecurity order by 1`,
      ),
    );
    expect(outside).toEqual(['schema_migration', 'server_epoch']);
  });

  it('cannot be passed by the role the server works under', async () => {
    const [role] = await run('select rolname::text, rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(role).toEqual({ rolname: 'lapka_clinic', rolsuper: false, rolbypassrls: false });
    expect(await run(`select has_table_privilege('outbox', 'delete') as may`)).toEqual([{ may: false }]);
    expect(await run(`select has_table_privilege('ledger', 'delete') as may`)).toEqual([{ may: false }]);
    expect(await run(`delete from pets returning id`)).toEqual([]);
    expect(await run(`select has_table_privilege('schema_migration', 'select') as may`)).toEqual([{ may: false }]);
  });

  it('hide all rows of others from a statement that names no clinic, and keep them from its changes', async () => {
    expect(await run(`select body ->> 'owner' as owner from pets`)).toEqual([{ owner: 'Anna' }]);
    expect(await run(`select clinic from pets where clinic = $1`, [theirs])).toEqual([]);
    await run(`update pets set body = body || '{"owner": "gone"}'`);
    const kept = await store.documents.readClinic(theirs, (reader) => reader.changesAfter('pets', 0, 10));
    expect(kept.documents).toMatchObject([{ document: { owner: 'Boris' } }]);
  });

  it('refuse a row that is written for another clinic', async () => {
    const foreign = `insert into push_memory (clinic, device, push, answer) values ($1, gen_random_uuid(), gen_random_uuid(), '{}')`;
    await expect(run(foreign, [theirs])).rejects.toThrow('row-level security');
    await expect(run('update pets set clinic = $1', [theirs])).rejects.toThrow('row-level security');
  });

  it('show nothing and take nothing where no clinic is named', async () => {
    await asOwner(store.url, async (client) => {
      await client.query('begin; set local role lapka_clinic');
      expect(await column(client, 'select id from pets')).toEqual([]);
      await expect(client.query(`insert into clinic_clock (clinic) values (gen_random_uuid())`)).rejects.toThrow(
        'row-level security',
      );
    });
  });

  it('leave no trace of a clinic on the connection', async () => {
    await run('select 1');
    const { rows } = await pool.query(
      `select current_setting('lapka.clinic', true) as clinic, current_user <> 'lapka_clinic' as is_owner`,
    );
    expect(rows).toEqual([{ clinic: '', is_owner: true }]);
  });

  it('let the relay see the events of all clinics and nothing else', async () => {
    await asOwner(store.url, async (client) => {
      await client.query('begin; set local role lapka_relay');
      expect(await column(client, 'select id from outbox order by id')).toEqual(['Anna', 'Boris']);
      await expect(client.query('select * from pets')).rejects.toThrow('permission denied');
    });
  });

  it('hold when the requests of many clinics run through each other over a few connections', async () => {
    const { url } = releases.use(await testDatabase());
    const report = await pressWalls(url, { requests: 1_500, clinics: 25, connections: 4, seed: 1 });
    expect(report).toMatchObject({ requests: 1_500, foreignRows: 0 });
    expect(report.rowsSeen).toBeGreaterThan(1_500);
    expect(report.brokenOff).toBeGreaterThan(50);
  });
});
