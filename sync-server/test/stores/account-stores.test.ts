import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { describe, expect, it } from 'vitest';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';
import { accountStoreContract } from '../contracts/account-store-contract.ts';
import { anAccount } from '../support/accounts.ts';
import { asOwner, column } from '../support/ask.ts';
import { openTestPostgres } from '../support/test-postgres.ts';

accountStoreContract('memory', async () => {
  const clock = new FakeClock();
  const { accounts, documents } = memoryStores({ clock });
  return { accounts, documents, clock, close: () => documents.close() };
});

accountStoreContract('Postgres', () => openTestPostgres());

describe('the account store on Postgres', () => {
  it('keeps accounts out of sight of those who work inside clinics', async () => {
    const store = await openTestPostgres();
    await store.accounts.transact(({ accounts }) => accounts.put(anAccount('Anna')));
    await asOwner(store.url, async (client) => {
      await client.query('begin; set local role lapka_clinic');
      await expect(client.query('select * from account')).rejects.toThrow('permission denied');
      await client.query('rollback; begin; set local role lapka_accounts');
      expect(await column(client, 'select key from account')).toHaveLength(1);
      await expect(client.query('select * from pets')).rejects.toThrow('permission denied');
      await client.query('rollback');
    });
    await store.close();
  });

  it('finds by the index, also behind its wall', async () => {
    const store = await openTestPostgres();
    const plan = await asOwner(store.url, async (client) => {
      await client.query(`insert into account_session (key, body, finders)
        select n::text, '{}', array['account:' || (n % 1000)] from generate_series(1, 20000) n`);
      await client.query('analyze account_session; begin; set local role lapka_accounts');
      const text = `explain select body from account_session where finders @> array['account:7'] order by key desc`;
      return (await column(client, text)).join('\n');
    });
    expect(plan).toContain('account_session_finders');
    await store.close();
  });
});
