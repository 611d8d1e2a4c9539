import type { Instant } from '@lapka/shared/base/instant.ts';
import { epochMilliseconds } from '@lapka/shared/base/instant.ts';
import { describe, expect, it } from 'vitest';
import { makeSure } from '../../src/accounts/make-sure.ts';
import {
  confirmSecondFactor,
  offerSecondFactor,
  turnOffSecondFactor,
} from '../../src/accounts/second-factor-settings.ts';
import { matchingTotpStep, newTotpSecret, totpCode, totpUri } from '../../src/accounts/totp.ts';
import {
  accountWorld,
  aClinic,
  auditOf,
  done,
  home,
  lastCode,
  mailsTo,
  password,
  personOf,
  signInAs,
} from '../support/account-world.ts';

const stepOf = (now: Instant) => Math.floor(epochMilliseconds(now) / 30_000);
const refused = { error: { code: 'WRONG_CREDENTIALS' } };

/** Anna with an app: what it shows now, and the codes on her paper. */
async function withApp() {
  const world = accountWorld();
  const { clinic } = await aClinic(world);
  const { account } = await personOf(world, done(await signInAs(world, 'anna')));
  const { secret } = done(await offerSecondFactor(world, account, { kind: 'TOTP', password }, home));
  const shown = () => totpCode(secret ?? '', stepOf(world.clock.now()));
  const { recoveryCodes } = done(await confirmSecondFactor(world, account, shown()));
  world.clock.advance(30_000);
  return { world, clinic, account, shown, recoveryCodes, secret: secret ?? '' };
}

describe('a time-based code', () => {
  // RFC 6238, appendix B, the rows for SHA-1; the secret is "12345678901234567890".
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at second %i is %s', (second, code) => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(totpCode(secret, Math.floor(second / 30), 8)).toBe(code);
    expect(totpCode(secret, Math.floor(second / 30))).toBe(code.slice(2));
  });

  it('is accepted one step early or late, because clocks differ', () => {
    const secret = newTotpSecret();
    const now = accountWorld().clock.now();
    const accepted = [-2, -1, 0, 1, 2].map((late) =>
      matchingTotpStep(secret, totpCode(secret, stepOf(now) + late), now),
    );
    expect(accepted).toEqual([undefined, stepOf(now) - 1, stepOf(now), stepOf(now) + 1, undefined]);
    for (const text of ['', '12345', '1234567', '12345a', '１２３４５６']) {
      expect(matchingTotpStep(secret, text, now)).toBeUndefined();
    }
  });

  it('is set up by the address apps read from a picture', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(totpUri('ABC', 'anna@example.com')).toBe('otpauth://totp/Lapka:anna%40example.com?secret=ABC&issuer=Lapka');
  });
});

describe('a second factor', () => {
  it('is off until a code has shown that the app has the secret (R-008)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const { account } = await personOf(world, done(await signInAs(world, 'anna')));
    expect(await offerSecondFactor(world, account, { kind: 'TOTP', password: 'wrong' }, home)).toMatchObject(refused);
    done(await offerSecondFactor(world, account, { kind: 'TOTP', password }, home));
    expect(await confirmSecondFactor(world, account, '000000')).toMatchObject(refused);
    expect((await signInAs(world, 'anna')).ok).toBe(true);
    world.clock.advance(15 * 60_000);
    expect(await confirmSecondFactor(world, account, '000000')).toMatchObject({ error: { code: 'SECOND_FACTOR_OFF' } });
  });

  it('is asked for after the right password, and each code works once (story 24)', async () => {
    const { world, clinic, account, shown } = await withApp();
    expect(await signInAs(world, 'anna')).toMatchObject({
      error: { code: 'SECOND_FACTOR_NEEDED', details: { kind: 'TOTP' } },
    });
    const code = shown();
    expect((await signInAs(world, 'anna', { code })).ok).toBe(true);
    expect(await signInAs(world, 'anna', { code })).toMatchObject(refused);
    expect(await auditOf(world, clinic)).toContain('SECOND_FACTOR_ON');
    const rows = await world.accounts.read(({ signIns }) => signIns.find('account', account.id));
    expect(rows.map(({ outcome }) => outcome)).toEqual(['FAILED', 'SUCCESS', 'SUCCESS']);
  });

  it('cannot be guessed by whoever has the password, also not by starting again and again', async () => {
    const { world, shown } = await withApp();
    for (let round = 0; round < 5; round++) {
      expect(await signInAs(world, 'anna')).toMatchObject({ error: { code: 'SECOND_FACTOR_NEEDED' } });
      const code = shown() === '000000' ? '000001' : '000000';
      expect(await signInAs(world, 'anna', { code })).toMatchObject(refused);
    }
    expect(await signInAs(world, 'anna', { code: shown() })).toMatchObject({ error: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('is replaced by one of eight recovery codes, each once, when the phone is lost', async () => {
    const { world, clinic, recoveryCodes } = await withApp();
    expect(recoveryCodes).toHaveLength(8);
    const [code = ''] = recoveryCodes;
    expect((await signInAs(world, 'anna', { code: code.toLowerCase().replaceAll('-', ' ') })).ok).toBe(true);
    expect(await signInAs(world, 'anna', { code })).toMatchObject(refused);
    expect(await auditOf(world, clinic)).toContain('RECOVERY_CODE_USED');
  });

  it('is turned off with password and code only', async () => {
    const { world, account, shown } = await withApp();
    expect(await turnOffSecondFactor(world, account, { password }, home)).toMatchObject({
      error: { code: 'SECOND_FACTOR_NEEDED' },
    });
    expect(await turnOffSecondFactor(world, account, { password: 'wrong', code: shown() }, home)).toMatchObject(
      refused,
    );
    done(await turnOffSecondFactor(world, account, { password, code: shown() }, home));
    expect((await signInAs(world, 'anna')).ok).toBe(true);
  });

  it('is not set up twice', async () => {
    const { world, account } = await withApp();
    expect(await offerSecondFactor(world, account, { kind: 'EMAIL', password }, home)).toMatchObject({
      error: { code: 'SECOND_FACTOR_ON' },
    });
  });

  it('may come by e-mail, a new code at most once a minute (R-008)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const { account } = await personOf(world, done(await signInAs(world, 'anna')));
    done(await offerSecondFactor(world, account, { kind: 'EMAIL', password }, home));
    done(await confirmSecondFactor(world, account, await lastCode(world, 'anna')));
    world.clock.advance(61_000);
    expect(await signInAs(world, 'anna')).toMatchObject({ error: { details: { kind: 'EMAIL' } } });
    const sent = (await mailsTo(world, 'anna')).length;
    await signInAs(world, 'anna');
    expect(await mailsTo(world, 'anna')).toHaveLength(sent);
    const code = await lastCode(world, 'anna');
    expect((await signInAs(world, 'anna', { code })).ok).toBe(true);
    expect(await signInAs(world, 'anna', { code })).toMatchObject(refused);
  });

  it('is needed to make sure that it is the person', async () => {
    const { world, account, shown } = await withApp();
    const sure = (code?: string) => makeSure(world, account, { password, ...(code && { code }) }, home, 'BOTH');
    expect(await sure()).toMatchObject({ error: { code: 'SECOND_FACTOR_NEEDED' } });
    expect((await sure(shown())).ok).toBe(true);
  });

  it('keeps its secret unreadable in the database, and bound to the account', async () => {
    const { world, account, secret } = await withApp();
    const entry = await world.accounts.read(({ factors }) => factors.get(account.id));
    expect(JSON.stringify(entry)).not.toContain(secret);
    const sealed = entry?.factor.kind === 'TOTP' ? entry.factor.sealedSecret : '';
    expect(world.secret.open('SECOND_FACTORS', sealed, account.id)).toBe(secret);
    expect(() => world.secret.open('SECOND_FACTORS', sealed, 'another account')).toThrow('authenticate');
  });
});
