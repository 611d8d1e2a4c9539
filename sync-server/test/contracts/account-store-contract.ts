import { randomUUID } from 'node:crypto';
import { derivedId } from '@lapka/shared/base/id.ts';
import { plusMinutes } from '@lapka/shared/base/instant.ts';
import type { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountStore } from '../../src/stores/account-store.ts';
import { emptyChain, firstBroken } from '../../src/stores/audit-chain.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { ConstraintBroken } from '../../src/stores/store-errors.ts';
import { anAccount } from '../support/accounts.ts';
import { clinicOf } from '../support/documents.ts';

export interface OpenedAccounts {
  readonly accounts: AccountStore;
  readonly documents: DocumentStore;
  readonly clock: FakeClock;
  close(): Promise<void>;
}

/** What every account store promises. Tests share one store, so each uses names of its own. */
export function accountStoreContract(driver: string, open: () => Promise<OpenedAccounts>): void {
  describe(`the account store on ${driver}`, () => {
    let opened: OpenedAccounts;
    let store: AccountStore;
    beforeAll(async () => {
      opened = await open();
      store = opened.accounts;
    });
    afterAll(() => opened.close());

    const put = (account: ReturnType<typeof anAccount>) => store.transact(({ accounts }) => accounts.put(account));
    const attemptsOf = (key: string) => store.read(async ({ attempts }) => (await attempts.get(key))?.failures.length);
    /** Reads a count and writes the next, with time in between for others to do the same. */
    const countUp = (key: string) =>
      store.transact(async ({ attempts }) => {
        const known = await attempts.get(key);
        await new Promise((resolve) => setImmediate(resolve));
        const now = opened.clock.now();
        await attempts.put({ key, failures: [now, ...(known?.failures ?? [])] });
      });

    it('gives back what was put, replaces it, and forgets what was removed', async () => {
      const account = anAccount('Anna');
      await put(account);
      expect(await store.read(({ accounts }) => accounts.get(account.id))).toEqual(account);
      const renamed = { ...account, username: 'anna' };
      await put(renamed);
      expect(await store.read(({ accounts }) => accounts.get(account.id))).toEqual(renamed);
      await store.transact(({ accounts }) => accounts.remove(account.id));
      expect(await store.read(({ accounts }) => accounts.get(account.id))).toBeUndefined();
    });

    it('finds an entry by each of its other names, and no longer by one it has lost', async () => {
      const clinic = clinicOf(randomUUID());
      const staff = derivedId('Staff', randomUUID());
      const member = { kind: 'STAFF', clinic, staff, ownsClinic: false } as const;
      const [first, second] = [anAccount('Boris', { memberships: [member] }), anAccount('Clara')];
      const owner = { kind: 'OWNER', clinic, client: derivedId('Client', 'Clara') } as const;
      await put(first);
      await put({ ...second, memberships: [{ kind: 'ADMIN' }, owner] });
      const find = (finder: 'clinic' | 'staff' | 'email', value: string) =>
        store.read(async ({ accounts }) => (await accounts.find(finder, value)).map(({ id }) => id));
      expect((await find('clinic', clinic)).toSorted()).toEqual([first.id, second.id].toSorted());
      expect(await find('staff', staff)).toEqual([first.id]);
      expect(await find('email', 'boris@example.com')).toEqual([first.id]);
      expect(await find('email', 'boris@example.co')).toEqual([]);
      await put({ ...first, memberships: [] });
      expect(await find('staff', staff)).toEqual([]);
    });

    it('answers the latest first and as many as were asked for', async () => {
      const account = anAccount(randomUUID());
      const ids = ['1', '2', '3', '4'].map((end) => derivedId('LoginEvent', account.id, end)).toSorted();
      await store.transact(async ({ signIns }) => {
        for (const id of ids) {
          const by = { kind: 'ACCOUNT', account: account.id } as const;
          await signIns.put({ id, at: opened.clock.now(), by, device: 'a', address: null, outcome: 'SUCCESS' });
        }
      });
      const found = await store.read(({ signIns }) => signIns.find('account', account.id, 3));
      expect(found.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 3));
    });

    it('hands out the oldest first', async () => {
      const mail = (name: string) => {
        const now = opened.clock.now();
        return { id: derivedId('Mail', name), sealed: name, dueAt: now, tries: 0, expiresAt: plusMinutes(now, 60) };
      };
      const mails = ['a', 'b', 'c'].map(mail).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      await store.transact(async (transaction) => {
        for (const each of mails.toReversed()) await transaction.mails.put(each);
      });
      expect(await store.read((reader) => reader.mails.oldest(2))).toEqual(mails.slice(0, 2));
    });

    it('writes nothing of a transaction that fails', async () => {
      const account = anAccount('Dora');
      const clinic = clinicOf(randomUUID());
      const failing = store.transact(async (transaction) => {
        await transaction.accounts.put(account);
        transaction.audit(clinic, { event: 'NEVER' });
        throw new Error('broken off');
      });
      await expect(failing).rejects.toThrow('broken off');
      expect(await store.read(({ accounts }) => accounts.get(account.id))).toBeUndefined();
      expect(await opened.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 10))).toEqual([]);
    });

    it('sees in a transaction what the transaction itself has written', async () => {
      const account = anAccount('Egon', { username: 'egon' });
      await store.transact(async ({ accounts }) => {
        expect(await accounts.get(account.id)).toBeUndefined();
        await accounts.put(account);
        expect(await accounts.get(account.id)).toEqual(account);
        expect(await accounts.find('username', 'egon')).toEqual([account]);
      });
    });

    it('refuses a second account with an e-mail, phone or username of another (R-001)', async () => {
      const { email } = anAccount('Fritz');
      await put(anAccount('Fritz', { username: 'fritz' }));
      await expect(put({ ...anAccount('Gerda'), email })).rejects.toThrow(ConstraintBroken);
      await expect(put(anAccount('Gerda', { username: 'fritz' }))).rejects.toThrow('account_username');
      await put(anAccount('Fritz'));
      await put(anAccount('Gerda', { username: 'fritz' }));
    });

    it('lets transactions that ask for the same entry follow one another, also where there is none yet', async () => {
      const key = randomUUID();
      await Promise.all(Array.from({ length: 12 }, () => countUp(key)));
      expect(await attemptsOf(key)).toBe(12);
    });

    it('continues the chain of the clinic with lines of its own, between those of the clinic’s documents', async () => {
      const clinic = clinicOf(randomUUID());
      const line = (content: string) =>
        store.transact(async (transaction) => transaction.audit(clinic, { event: content }));
      await line('first');
      await opened.documents.transactClinic(clinic, (transaction) =>
        transaction.audit([{ at: opened.clock.now(), content: { event: 'second' } }]),
      );
      await Promise.all(['third', 'third', 'third'].map(line));
      const entries = await opened.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 10));
      expect(entries.map(({ content }) => content['event'])).toEqual(['first', 'second', 'third', 'third', 'third']);
      expect(firstBroken(emptyChain, entries)).toBeUndefined();
    });

    it('forgets what has expired and nothing else (R-007)', async () => {
      const now = opened.clock.now();
      const [ended, going] = [randomUUID(), randomUUID()];
      await store.transact(async ({ revokedTokens }) => {
        await revokedTokens.put({ token: ended, expiresAt: plusMinutes(now, 9) });
        await revokedTokens.put({ token: going, expiresAt: plusMinutes(now, 10) });
      });
      expect(await store.forgetExpired(plusMinutes(now, 9))).toBe(0);
      expect(await store.forgetExpired(plusMinutes(now, 10))).toBe(1);
      const left = (token: string) =>
        store.read(async ({ revokedTokens }) => (await revokedTokens.get(token)) !== undefined);
      expect([await left(ended), await left(going)]).toEqual([false, true]);
    });
  });
}
