import { randomUUID } from 'node:crypto';
import { Releases } from '@lapka/shared/base/disposal.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// Everything that the stores promise on the embedded Postgres, on this one.
import '../stores/crash-points.test.ts';
import '../stores/document-stores.test.ts';
import '../stores/postgres-bookings.test.ts';
import '../stores/postgres-shape.test.ts';
import '../stores/postgres-walls.test.ts';
import '../stores/record-stores.test.ts';
import '../events/outbox-relay.test.ts';
import { documentStoreContract } from '../contracts/document-store-contract.ts';
import { asOwner, column } from '../support/ask.ts';
import { testCollections } from '../support/documents.ts';
import { service } from '../support/service.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

const server = service('TEST_DATABASE_URL');

describe('an external Postgres', () => {
  it('loses nothing by its settings', async () => {
    const releases = new Releases();
    const opened = releases.use(await openTestPostgres({ definitions: testCollections, durable: true }));
    expect(await opened.documents.epoch()).toHaveLength(36);
    await releases.close();
  });
});

describe('an external Postgres whose user is no superuser', () => {
  const releases = new Releases();
  const name = `managed_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(server);
  url.username = name;
  url.password = name;
  url.pathname = `/${name}`;
  beforeAll(async () => {
    await asOwner(server, async (client) => {
      await client.query(`create role ${name} login createrole password '${name}'`);
      await client.query(`create database ${name} owner ${name}`);
    });
    releases.add(() =>
      asOwner(server, async (client) => {
        await client.query(`drop database ${name} with (force)`);
        await client.query(`drop role ${name}`);
      }),
    );
  });
  afterAll(() => releases.close());

  it('shows the rows of clinics not even to the owner of the tables', async () => {
    const opened = await openTestPostgres({ definitions: testCollections, url: url.href });
    await opened.close();
    const isSuperuser = await asOwner(url.href, (client) =>
      column(client, 'select rolsuper from pg_roles where rolname = current_user'),
    );
    expect(isSuperuser).toEqual([false]);
    expect(await asOwner(url.href, (client) => column(client, 'select clinic from pets'))).toEqual([]);
  });

  documentStoreContract('a managed Postgres', async () => {
    const opened = await openTestPostgres({ definitions: testCollections, url: url.href });
    return { documents: opened.documents, clock: opened.clock, close: () => opened.close() };
  });
});
