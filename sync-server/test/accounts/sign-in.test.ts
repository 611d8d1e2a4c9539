import { civilDate } from '@lapka/shared/base/civil-date.ts';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../src/accounts/authenticate.ts';
import { suspend } from '../../src/accounts/clinic-accounts.ts';
import { signOut } from '../../src/accounts/sessions.ts';
import {
  accountWorld,
  aClinic,
  aMember,
  anInvited,
  auditOf,
  done,
  home,
  personOf,
  signInAs,
} from '../support/account-world.ts';

const minutes = 60_000;
const wrong = { password: 'not the right one' };

describe('signing in', () => {
  it('gives access for 15 minutes and a session of 30 days (C-35, story 24)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const tokens = done(await signInAs(world, 'anna'));
    expect(tokens).toMatchObject({ accessUntil: '2026-11-16T07:15:00.000Z', refreshUntil: '2026-12-16T07:00:00.000Z' });
    expect(await personOf(world, tokens)).toMatchObject({ caller: { kind: 'STAFF', roles: ['CLINIC_OWNER'] } });
    world.clock.advance(15 * minutes);
    expect(await authenticate(world, tokens.accessToken)).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
  });

  it('pauses 15 minutes after five wrong passwords, and leaves five FAILED rows (story 24, R-004, R-009)', async () => {
    const world = accountWorld();
    const { clinic } = await aClinic(world);
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await signInAs(world, 'anna', wrong)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
      world.clock.advance(minutes);
    }
    expect(await signInAs(world, 'anna')).toMatchObject({
      error: { code: 'TOO_MANY_ATTEMPTS', details: { minutes: 14 } },
    });
    const { account } = done(await afterPause(world));
    const rows = await world.accounts.read(({ signIns }) => signIns.find('account', account));
    expect(rows.map(({ outcome }) => outcome)).toEqual(['SUCCESS', ...Array.from({ length: 5 }, () => 'FAILED')]);
    expect(rows[0]).toMatchObject({ device: 'reception', address: home.address });
    expect((await auditOf(world, clinic)).filter((event) => event === 'SIGN_IN_FAILED')).toHaveLength(5);
  });

  it('counts wrong passwords of one name whatever address they come from', async () => {
    const world = accountWorld();
    await aClinic(world);
    for (let attempt = 1; attempt <= 5; attempt++) {
      await signInAs(world, 'anna', wrong, { address: `192.0.2.${attempt}` });
    }
    expect(await signInAs(world, 'anna', {}, { address: '198.51.100.9' })).toMatchObject({
      error: { code: 'TOO_MANY_ATTEMPTS' },
    });
  });

  it('counts wrong passwords from one address whatever name they are for, with room for a whole clinic', async () => {
    const world = accountWorld();
    await aClinic(world);
    for (let attempt = 1; attempt <= 20; attempt++) await signInAs(world, `nobody${attempt}`, wrong);
    expect(await signInAs(world, 'anna')).toMatchObject({ error: { code: 'TOO_MANY_ATTEMPTS' } });
    expect((await signInAs(world, 'anna', {}, { address: '198.51.100.9' })).ok).toBe(true);
  });

  it('looks at five of many guesses that come at once', async () => {
    const world = accountWorld();
    await aClinic(world);
    world.metrics.passwordChecks.reset();
    const guesses = Array.from({ length: 200 }, (_, guess) =>
      signInAs(world, 'anna', { password: `guess number ${guess}` }, { address: `192.0.2.${guess}` }),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter(({ ok }) => ok)).toEqual([]);
    expect((await world.metrics.passwordChecks.get()).values[0]?.value).toBe(5);
  });

  it('starts counting afresh after a success', async () => {
    const world = accountWorld();
    await aClinic(world);
    for (let round = 0; round < 3; round++) {
      for (let attempt = 0; attempt < 4; attempt++) await signInAs(world, 'anna', wrong);
      expect((await signInAs(world, 'anna')).ok).toBe(true);
    }
  });

  it('answers somebody without an account as somebody with a wrong password', async () => {
    const world = accountWorld();
    await aClinic(world);
    const [known, unknown] = [await signInAs(world, 'anna', wrong), await signInAs(world, 'boris', wrong)];
    expect(unknown).toEqual(known);
  });

  it('lets nobody in before the address is verified, or while suspended, and tells only who knows the password (R-003)', async () => {
    const world = accountWorld();
    const clinic = await aClinic(world);
    await anInvited(world, clinic, 'clara', ['VET']);
    const anna = await personOf(world, done(await signInAs(world, 'anna')));
    const clara = await personOf(world, done(await signInAs(world, 'clara')));
    done(await suspend(world, clinic.clinic, anna, clara.account.id, 'on leave'));
    expect(await signInAs(world, 'clara')).toMatchObject({ error: { code: 'ACCOUNT_SUSPENDED' } });
    expect(await signInAs(world, 'clara', wrong)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
    await world.accounts.transact(async ({ accounts }) => {
      await accounts.put({ ...anna.account, state: { status: 'PENDING' } });
    });
    expect(await signInAs(world, 'anna')).toMatchObject({ error: { code: 'ACCOUNT_NOT_VERIFIED' } });
  });

  it('ends all sessions of who is suspended, and of who is suspended in the staff list, at once', async () => {
    const world = accountWorld();
    const clinic = await aClinic(world);
    await anInvited(world, clinic, 'clara', ['VET']);
    await anInvited(world, clinic, 'dora', ['VET']);
    const anna = await personOf(world, done(await signInAs(world, 'anna')));
    const [clara, dora] = [done(await signInAs(world, 'clara')), done(await signInAs(world, 'dora'))];
    done(await suspend(world, clinic.clinic, anna, clara.account, 'left'));
    await aMember(world, clinic.clinic, 'dora', ['VET'], { status: 'LEFT', on: dayOf(world) });
    for (const { accessToken } of [clara, dora]) {
      expect(await authenticate(world, accessToken)).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    }
  });

  it('refuses a token after signing out until it would have ended, then forgets it (R-007, story 24)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const tokens = done(await signInAs(world, 'anna'));
    world.clock.advance(6 * minutes);
    const anna = await personOf(world, tokens);
    await signOut(world, anna);
    const isListed = () =>
      world.accounts.read(async ({ revokedTokens }) => (await revokedTokens.get(anna.token.id)) !== undefined);
    world.clock.advance(9 * minutes - 1);
    await world.accounts.forgetExpired(world.clock.now());
    expect(await isListed()).toBe(true);
    expect(await authenticate(world, tokens.accessToken)).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    world.clock.advance(2);
    await world.accounts.forgetExpired(world.clock.now());
    expect(await isListed()).toBe(false);
  });

  it('asks who owns several clinics for which one it is (R-011)', async () => {
    const world = accountWorld();
    const [first, second] = [await aClinic(world), await aClinic(world, 'egon')];
    const anna = await personOf(world, done(await signInAs(world, 'anna')));
    const as = { kind: 'STAFF', clinic: second.clinic, staff: second.owner, ownsClinic: true } as const;
    await world.accounts.transact(async ({ accounts }) => {
      await accounts.put({ ...anna.account, memberships: [...anna.account.memberships, as] });
    });
    expect(await signInAs(world, 'anna')).toMatchObject({
      error: { code: 'CLINIC_TO_CHOOSE', details: { clinics: [first.clinic, second.clinic] } },
    });
    expect(done(await signInAs(world, 'anna', { clinic: second.clinic })).as).toEqual(as);
    expect((await signInAs(world, 'egon', { clinic: first.clinic })).ok).toBe(false);
  });
});

function afterPause(world: ReturnType<typeof accountWorld>) {
  world.clock.advance(14 * minutes);
  return signInAs(world, 'anna');
}

function dayOf(world: ReturnType<typeof accountWorld>) {
  return civilDate(world.clock.now().slice(0, 10));
}
