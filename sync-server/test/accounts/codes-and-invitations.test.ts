import { describe, expect, it } from 'vitest';
import type { AccountStore } from '../../src/stores/account-store.ts';
import { reinstate, staffAccounts, suspend } from '../../src/accounts/clinic-accounts.ts';
import { askForCode, changePassword, resetPassword, verifyEmail } from '../../src/accounts/email-and-password.ts';
import { acceptInvitation, invite, openInvitations, withdrawInvitation } from '../../src/accounts/invitations.ts';
import { makeSetupCode, setUpClinic } from '../../src/accounts/set-up-clinic.ts';
import { authenticate } from '../../src/accounts/authenticate.ts';
import { confirmSecondFactor, offerSecondFactor } from '../../src/accounts/second-factor-settings.ts';
import { totpCode } from '../../src/accounts/totp.ts';
import {
  accountWorld,
  aClinic,
  aMember,
  anInvited,
  auditOf,
  done,
  emailOf,
  home,
  lastCode,
  mailsTo,
  password,
  personOf,
  signInAs,
} from '../support/account-world.ts';

const minutes = 60_000;
const another = 'eleven wooden spoons';
const setUp = (code: string, owner = 'anna', chosen = password) => ({
  code,
  organisation: { name: { ru: 'Лапа', en: 'Paw' }, country: 'RU', currency: 'RUB' as const },
  owner: { name: { given: 'Anna', family: 'Sokolova' }, email: emailOf(owner), password: chosen },
});

describe('setting up a clinic', () => {
  it('makes organisation, owner and account with a code that works once', async () => {
    const world = accountWorld();
    const code = await makeSetupCode(world);
    const { clinic, staff } = done(await setUpClinic(world, setUp(code), home));
    const stored = await world.documents.readClinic(clinic, (reader) => reader.get('staff', [staff]));
    expect(stored[0]?.document).toMatchObject({ roles: ['CLINIC_OWNER'], name: { given: 'Anna' } });
    expect(await signInAs(world, 'anna')).toMatchObject({ error: { code: 'ACCOUNT_NOT_VERIFIED' } });
    done(await verifyEmail(world, { email: emailOf('anna'), code: await lastCode(world, 'anna') }, home));
    expect((await signInAs(world, 'anna')).ok).toBe(true);
    expect(await setUpClinic(world, setUp(code, 'boris'), home)).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
    expect(await auditOf(world, clinic)).toEqual(['CLINIC_SET_UP', 'SIGN_IN_FAILED', 'EMAIL_VERIFIED', 'SIGNED_IN']);
  });

  it('is done to its end by repeating it after the server stopped half-way', async () => {
    const world = accountWorld();
    const code = await makeSetupCode(world);
    let calls = 0;
    const afterFirst: AccountStore['transact'] = (act) =>
      calls++ === 0 ? world.accounts.transact(act) : Promise.reject(new Error('power cut'));
    const broken = { ...world, accounts: { ...world.accounts, transact: afterFirst } };
    await expect(setUpClinic(broken, setUp(code), home)).rejects.toThrow('power cut');
    const { clinic, staff } = done(await setUpClinic(world, setUp(code), home));
    const [owner] = await world.documents.readClinic(clinic, (reader) => reader.get('staff', [staff]));
    expect(owner?.document).toMatchObject({ roles: ['CLINIC_OWNER'] });
  });

  it('refuses what is no code, a code of last week, a taken address and a weak password', async () => {
    const world = accountWorld();
    await aClinic(world);
    const code = await makeSetupCode(world);
    const refusal = async (...given: Parameters<typeof setUp>) => {
      const result = await setUpClinic(world, setUp(...given), home);
      return result.ok ? 'OK' : result.error.code;
    };
    expect(await refusal('AAAA-BBBB-CCCC-DDDD')).toBe('CODE_EXPIRED');
    expect(await refusal(code, 'anna')).toBe('EMAIL_TAKEN');
    expect(await refusal(code, 'boris', 'password2026')).toBe('PASSWORD_TOO_SIMPLE');
    expect(await refusal(code, 'boris', 'snowboarding!')).toBe('PASSWORD_TOO_SIMPLE');
    expect(await refusal(code, 'boris', 'short')).toBe('PASSWORD_LENGTH');
    expect(await refusal(code.toLowerCase().replaceAll('-', ' '), 'boris')).toBe('OK');
    const late = await makeSetupCode(world);
    world.clock.advance(7 * 24 * 60 * minutes);
    expect(await refusal(late, 'clara')).toBe('CODE_EXPIRED');
  });

  it('does not let a code be guessed: after twenty wrong ones the address waits', async () => {
    const world = accountWorld();
    const code = await makeSetupCode(world);
    for (let attempt = 0; attempt < 20; attempt++) {
      await setUpClinic(world, setUp(`AAAA-BBBB-CCCC-${1000 + attempt}`), home);
    }
    expect(await setUpClinic(world, setUp(code), home)).toMatchObject({ error: { code: 'TOO_MANY_ATTEMPTS' } });
  });
});

describe('a code by e-mail', () => {
  it('sets a new password, once, and ends all sessions (R-003)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const tokens = done(await signInAs(world, 'anna'));
    world.clock.advance(2 * minutes);
    done(await askForCode(world, emailOf('anna'), 'RESET_PASSWORD'));
    const code = await lastCode(world, 'anna');
    done(await resetPassword(world, { email: emailOf('anna'), code, password: another }, home));
    expect(await authenticate(world, tokens.accessToken)).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    expect((await signInAs(world, 'anna')).ok).toBe(false);
    expect((await signInAs(world, 'anna', { password: another })).ok).toBe(true);
    expect(await resetPassword(world, { email: emailOf('anna'), code, password }, home)).toMatchObject({
      error: { code: 'CODE_EXPIRED' },
    });
    expect((await mailsTo(world, 'anna'))[0]?.subject).toContain('Password changed');
  });

  it('does not take the second factor away', async () => {
    const world = accountWorld();
    await aClinic(world);
    const { account } = await personOf(world, done(await signInAs(world, 'anna')));
    const { secret } = done(await offerSecondFactor(world, account, { kind: 'TOTP', password }, home));
    const step = Math.floor(Date.parse(world.clock.now()) / 30_000);
    done(await confirmSecondFactor(world, account, totpCode(secret ?? '', step)));
    done(await askForCode(world, emailOf('anna'), 'RESET_PASSWORD'));
    const code = await lastCode(world, 'anna');
    done(await resetPassword(world, { email: emailOf('anna'), code, password: another }, home));
    expect(await signInAs(world, 'anna', { password: another })).toMatchObject({
      error: { code: 'SECOND_FACTOR_NEEDED' },
    });
  });

  it('allows five tries, lives for its time and is sent at most once a minute', async () => {
    const world = accountWorld();
    await aClinic(world);
    const reset = (code: string) => resetPassword(world, { email: emailOf('anna'), code, password: another }, home);
    done(await askForCode(world, emailOf('anna'), 'RESET_PASSWORD'));
    done(await askForCode(world, emailOf('anna'), 'RESET_PASSWORD'));
    const [first, ...more] = (await mailsTo(world, 'anna')).filter(({ subject }) => subject.includes('New password'));
    expect(more).toEqual([]);
    expect(first?.text).toContain('30');
    const code = await lastCode(world, 'anna');
    const wrongOne = code === '000000' ? '000001' : '000000';
    for (const left of [4, 3, 2, 1, 0]) {
      expect(await reset(wrongOne)).toMatchObject({ error: { code: 'CODE_WRONG', details: { left } } });
    }
    expect(await reset(code)).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
    world.clock.advance(minutes);
    done(await askForCode(world, emailOf('anna'), 'RESET_PASSWORD'));
    world.clock.advance(30 * minutes);
    expect(await reset(await lastCode(world, 'anna'))).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
  });

  it('tells nobody whether an address has an account', async () => {
    const world = accountWorld();
    await aClinic(world);
    for (const name of ['anna', 'nobody']) {
      expect(await askForCode(world, emailOf(name), 'RESET_PASSWORD')).toEqual({ ok: true, value: undefined });
      const reset = { email: emailOf(name), code: '000000', password: another };
      expect(await resetPassword(world, reset, home)).toMatchObject({
        error: { code: 'CODE_WRONG', details: { left: 4 } },
      });
    }
    expect(await mailsTo(world, 'nobody')).toEqual([]);
  });
});

describe('changing one’s own password', () => {
  it('needs the present one and ends the other sessions', async () => {
    const world = accountWorld();
    await aClinic(world);
    const [here, elsewhere] = [done(await signInAs(world, 'anna')), done(await signInAs(world, 'anna'))];
    const anna = await personOf(world, here);
    const change = (present: string, wanted: string) => changePassword(world, anna, { present, wanted }, home);
    expect(await change('wrong', another)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
    expect(await change(password, 'anna@example.com')).toMatchObject({ error: { code: 'PASSWORD_TOO_SIMPLE' } });
    done(await change(password, another));
    expect((await authenticate(world, here.accessToken)).ok).toBe(true);
    expect((await authenticate(world, elsewhere.accessToken)).ok).toBe(false);
    expect((await signInAs(world, 'anna', { password: another })).ok).toBe(true);
  });
});

describe('inviting staff', () => {
  it('gives a person of the staff list an account, with a code that works once', async () => {
    const world = accountWorld();
    const clinic = await aClinic(world);
    const member = await anInvited(world, clinic, 'clara', ['VET']);
    const tokens = done(await signInAs(world, 'clara'));
    expect(await personOf(world, tokens)).toMatchObject({
      caller: { kind: 'STAFF', staff: member.id, roles: ['VET'] },
    });
    const code = await lastCode(world, 'clara');
    expect(await acceptInvitation(world, { code, password }, home)).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
    expect((await staffAccounts(world, clinic.clinic)).map(({ email }) => email).toSorted()).toEqual([
      emailOf('anna'),
      emailOf('clara'),
    ]);
  });

  it('is not for who has an account, has left or is unknown, and for an owner by an owner only', async () => {
    const world = accountWorld();
    const clinic = await aClinic(world);
    const clara = await anInvited(world, clinic, 'clara', ['VET']);
    const gone = await aMember(world, clinic.clinic, 'gone', ['VET'], {
      status: 'LEFT',
      on: clara.created.at.slice(0, 10) as never,
    });
    const owner = await aMember(world, clinic.clinic, 'second owner', ['CLINIC_OWNER']);
    const manager = await aMember(world, clinic.clinic, 'manager', ['CLINIC_MANAGER']);
    const refusal = async (staff: typeof clara, by = manager) => {
      const result = await invite(world, clinic.clinic, by, { staff: staff.id, email: emailOf('x') });
      return result.ok ? 'OK' : result.error.code;
    };
    expect(await refusal(clara)).toBe('STAFF_HAS_ACCOUNT');
    expect(await refusal(gone)).toBe('NOT_FOUND');
    expect(await refusal({ ...clara, id: gone.created.operation as never })).toBe('NOT_FOUND');
    expect(await refusal(owner)).toBe('OWNER_ROLE_BY_OWNER_ONLY');
    expect(await refusal(owner, owner)).toBe('OK');
  });

  it('replaces an earlier invitation, can be withdrawn, and ends after a week', async () => {
    const world = accountWorld();
    const { clinic } = await aClinic(world);
    const member = await aMember(world, clinic, 'clara', ['VET']);
    const manager = await aMember(world, clinic, 'manager', ['CLINIC_MANAGER']);
    const again = async () => done(await invite(world, clinic, manager, { staff: member.id, email: emailOf('clara') }));
    const accept = (code: string) => acceptInvitation(world, { code, password }, home);
    await again();
    const first = await lastCode(world, 'clara');
    const second = await again();
    expect(await openInvitations(world, clinic)).toEqual([second]);
    const expired = { error: { code: 'CODE_EXPIRED' } };
    expect(await accept(first)).toMatchObject(expired);
    const elsewhere = await aClinic(world, 'egon');
    expect(await withdrawInvitation(world, elsewhere.clinic, manager, second.id)).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
    done(await withdrawInvitation(world, clinic, manager, second.id));
    expect(await accept(await lastCode(world, 'clara'))).toMatchObject(expired);
    await again();
    world.clock.advance(7 * 24 * 60 * minutes);
    expect(await accept(await lastCode(world, 'clara'))).toMatchObject(expired);
    expect(await openInvitations(world, clinic)).toEqual([]);
  });

  it('adds the clinic to an account the person has, with its own password, if both clinics are theirs (R-011)', async () => {
    const world = accountWorld();
    const [first, second] = [await aClinic(world), await aClinic(world, 'egon')];
    const vet = await aMember(world, second.clinic, 'anna as vet', ['VET']);
    const owner = await aMember(world, second.clinic, 'anna as owner', ['CLINIC_OWNER']);
    const join = async (staff: typeof vet, chosen: string) => {
      done(await invite(world, second.clinic, owner, { staff: staff.id, email: emailOf('anna') }));
      return await acceptInvitation(world, { code: await lastCode(world, 'anna'), password: chosen }, home);
    };
    expect(await join(vet, password)).toMatchObject({ error: { code: 'ONE_CLINIC_ONLY' } });
    expect(await join(owner, another)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
    done(await join(owner, password));
    expect((await signInAs(world, 'anna', { clinic: first.clinic })).ok).toBe(true);
    expect((await signInAs(world, 'anna', { clinic: second.clinic })).ok).toBe(true);
  });
});

describe('suspending an account', () => {
  it('is undone by reinstating it, and is done neither to oneself, nor across clinics, nor to an owner by a manager', async () => {
    const world = accountWorld();
    const clinic = await aClinic(world);
    await aClinic(world, 'egon');
    await anInvited(world, clinic, 'clara', ['VET']);
    await anInvited(world, clinic, 'mona', ['CLINIC_MANAGER']);
    const person = async (name: string) => personOf(world, done(await signInAs(world, name)));
    const [anna, mona, clara, egon] = await Promise.all(['anna', 'mona', 'clara', 'egon'].map(person));
    const refusal = async (by: typeof anna, whom: typeof anna) => {
      const result = await suspend(world, clinic.clinic, by!, whom!.account.id, 'reason');
      return result.ok ? 'OK' : result.error.code;
    };
    expect(await refusal(mona, mona)).toBe('NOT_ON_YOURSELF');
    expect(await refusal(mona, anna)).toBe('OWNER_ROLE_BY_OWNER_ONLY');
    expect(await refusal(mona, egon)).toBe('NOT_FOUND');
    expect(await refusal(mona, clara)).toBe('OK');
    expect(await refusal(mona, clara)).toBe('ACCOUNT_STATE');
    done(await reinstate(world, clinic.clinic, mona!, clara!.account.id));
    expect((await signInAs(world, 'clara')).ok).toBe(true);
  });
});
