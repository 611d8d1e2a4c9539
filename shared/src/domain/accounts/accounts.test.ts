import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { type Instant, plusDays, plusMilliseconds, plusMinutes, plusSeconds } from '../../base/instant.ts';
import { aStamp, nine } from '../../testing/builders/stamp.ts';
import { expectRuleWithstands, expectSchemaWithstands } from '../../testing/hostile.ts';
import { phoneSchema } from '../people/phone.ts';
import { emailSchema } from '../people/email.ts';
import {
  type Account,
  accountKeys,
  accountSchema,
  addMembership,
  deleteAccount,
  maySignIn,
  reinstateAccount,
  suspendAccount,
  verifyEmail,
  verifyPhone,
} from './account.ts';
import { addressLimit, afterFailure, type Attempts, checkAttempt } from './attempts.ts';
import { auditEntrySchema, loginEventSchema } from './audit-entry.ts';
import { deviceDuty } from './device-duty.ts';
import {
  bookingCode,
  invoiceNumber,
  locationCodeSchema,
  nextSeries,
  parseHumanCode,
  type Series,
  seriesSchema,
} from './device-series.ts';
import { authorityUnder, leaseAt, lockDueAt } from './lease.ts';
import { mayAskForCode, newCode, oneTimeCodeSchema, redeemCode } from './one-time-code.ts';
import { checkNewPassword, normalisePassword } from './password.ts';
import { checkNewPin } from './pin.ts';
import { acceptedTotpSteps, secondFactorOff, secondFactorSchema, useTotpStep } from './second-factor.ts';
import { accessEnd, checkAccess, closeFamily, type SessionFamily, stillRevoked, useRefreshToken } from './tokens.ts';

const hash = 'argon2id-hash-of-something';

const account: Account = {
  id: derivedId('Account', 'irina'),
  email: emailSchema.parse('irina@example.com'),
  emailVerifiedAt: null,
  phone: phoneSchema.parse('+70005550101'),
  phoneVerifiedAt: null,
  username: 'irina',
  passwordHash: hash,
  state: { status: 'PENDING' },
  deletedAt: null,
  memberships: [{ kind: 'OWNER', clinic: derivedId('Clinic', 'paw'), client: derivedId('Client', 'irina') }],
};

describe('an account', () => {
  it('is unique by e-mail, by phone and by name, where it has them (R-001)', () => {
    expect(accountKeys(account).map(({ value }) => value)).toEqual(['irina@example.com', '+70005550101', 'irina']);
    expect(accountKeys({ ...account, phone: null, username: null })).toHaveLength(1);
  });

  it('keeps a hash and never a password (R-002)', () => {
    expect(accountSchema.safeParse(account).success).toBe(true);
    expect(accountSchema.safeParse({ ...account, password: 'secret' }).success).toBe(false);
  });

  it('works only after the e-mail was verified; the phone is verified for itself (R-003)', () => {
    expect(maySignIn(account)).toMatchObject({ error: { code: 'ACCOUNT_NOT_VERIFIED' } });
    const verified = verifyEmail(account, nine);
    expect(verified).toMatchObject({
      value: { state: { status: 'ACTIVE' }, emailVerifiedAt: nine, phoneVerifiedAt: null },
    });
    expect(verifyPhone(account, nine)).toMatchObject({
      value: { state: { status: 'PENDING' }, phoneVerifiedAt: nine },
    });
    expect(verifyPhone({ ...account, phone: null }, nine)).toMatchObject({ error: { code: 'ACCOUNT_STATE' } });
  });

  it('is pending, active or suspended, and may be deleted in each state (C-34)', () => {
    const active: Account = { ...account, emailVerifiedAt: nine, state: { status: 'ACTIVE' } };
    const suspended = suspendAccount(active, 'left the clinic', nine);
    if (!suspended.ok) throw new Error('expected a suspended account');
    expect(maySignIn(active).ok).toBe(true);
    expect(maySignIn(suspended.value)).toMatchObject({ error: { code: 'ACCOUNT_SUSPENDED' } });
    expect(suspendAccount(suspended.value, 'again', nine)).toMatchObject({ error: { code: 'ACCOUNT_STATE' } });
    expect(verifyEmail(suspended.value, nine)).toMatchObject({ value: { state: { status: 'SUSPENDED' } } });
    expect(reinstateAccount(suspended.value)).toMatchObject({ value: { state: { status: 'ACTIVE' } } });
    expect(reinstateAccount({ ...suspended.value, emailVerifiedAt: null })).toMatchObject({
      value: { state: { status: 'PENDING' } },
    });
    expect(reinstateAccount(active)).toMatchObject({ error: { code: 'ACCOUNT_STATE' } });
  });

  it('is only marked when it is deleted, and then answers as if it were not there (R-012)', () => {
    const deleted = deleteAccount({ ...account, state: { status: 'ACTIVE' } }, nine);
    expect(deleted).toMatchObject({ deletedAt: nine, email: account.email });
    expect(deleteAccount(deleted, plusDays(nine, 1)).deletedAt).toBe(nine);
    expect(maySignIn(deleted)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
    for (const change of [verifyEmail(deleted, nine), verifyPhone(deleted, nine), suspendAccount(deleted, 'x', nine)]) {
      expect(change).toMatchObject({ error: { code: 'ACCOUNT_STATE', details: { from: 'DELETED' } } });
    }
  });

  it('of staff belongs to one clinic, while clinic owners may own many (R-011)', () => {
    const works = (clinic: string, ownsClinic: boolean) =>
      ({ kind: 'STAFF', clinic: derivedId('Clinic', clinic), staff: derivedId('Staff', clinic), ownsClinic }) as const;
    const vet: Account = { ...account, memberships: [works('paw', false)] };
    expect(addMembership(vet, works('tail', false))).toMatchObject({ error: { code: 'ONE_CLINIC_ONLY' } });
    expect(addMembership(vet, works('tail', true))).toMatchObject({ error: { code: 'ONE_CLINIC_ONLY' } });
    expect(addMembership({ ...account, memberships: [works('paw', true)] }, works('tail', true)).ok).toBe(true);
    expect(addMembership(vet, account.memberships[0]!).ok).toBe(true);
  });

  it('withstands hostile input', () => {
    expectSchemaWithstands(accountSchema, account);
  });
});

describe('signing in', () => {
  const attempt = (attempts: Attempts, at: Instant): Attempts =>
    checkAttempt(attempts, at).ok ? afterFailure(attempts, at) : attempts;

  it('pauses fifteen minutes after five wrong secrets within fifteen minutes (story 24, R-004)', () => {
    let attempts: Attempts = [];
    for (const minute of [0, 3, 6, 9, 12]) {
      expect(checkAttempt(attempts, plusMinutes(nine, minute)).ok).toBe(true);
      attempts = attempt(attempts, plusMinutes(nine, minute));
    }
    const paused = checkAttempt(attempts, plusMinutes(nine, 12));
    expect(paused).toMatchObject({ error: { code: 'TOO_MANY_ATTEMPTS', details: { minutes: 15 } } });
    expect(checkAttempt(attempts, plusMilliseconds(plusMinutes(nine, 27), -1)).ok).toBe(false);
    expect(checkAttempt(attempts, plusMinutes(nine, 27)).ok).toBe(true);
    expect(checkAttempt(attempt(attempts, plusMinutes(nine, 27)), plusMinutes(nine, 28)).ok).toBe(true);
  });

  it('does not pause when the wrong secrets are spread over more than fifteen minutes', () => {
    const minutes = [0, 4, 8, 12, 16, 20, 24, 28];
    const attempts = minutes.reduce<Attempts>((all, minute) => attempt(all, plusMinutes(nine, minute)), []);
    expect(checkAttempt(attempts, plusMinutes(nine, 28)).ok).toBe(true);
  });

  it('lets at most five wrong secrets through in any fifteen minutes', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 60 }), (seconds) => {
        const tried: number[] = [];
        let attempts: Attempts = [];
        for (const second of seconds.map((each) => each * 15).toSorted((a, b) => a - b)) {
          const at = plusSeconds(nine, second);
          if (!checkAttempt(attempts, at).ok) continue;
          tried.push(second);
          attempts = afterFailure(attempts, at);
        }
        for (const start of tried) {
          expect(tried.filter((second) => second >= start && second < start + 900).length).toBeLessThanOrEqual(5);
        }
      }),
    );
  });

  it('looks longer at an address, which a whole clinic shares', () => {
    const tries = Array.from({ length: 20 }, (_, second) => plusSeconds(nine, second));
    const attempts = tries.reduce<Attempts>((all, at) => afterFailure(all, at, addressLimit), []);
    expect(checkAttempt(attempts.slice(1), plusSeconds(nine, 20), addressLimit).ok).toBe(true);
    expect(checkAttempt(attempts, plusSeconds(nine, 20), addressLimit).ok).toBe(false);
  });

  it('is written down with device, address and outcome (R-009)', () => {
    const event = {
      id: derivedId('LoginEvent', '1'),
      at: nine,
      by: { kind: 'UNKNOWN' },
      device: 'Firefox on Linux',
      address: '203.0.113.7',
      outcome: 'FAILED',
    };
    expectSchemaWithstands(loginEventSchema, event);
  });

  it('tries a second factor only where it was turned on (R-008)', () => {
    expect(secondFactorOff).toEqual({ kind: 'OFF' });
    expectSchemaWithstands(secondFactorSchema, { kind: 'TOTP', sealedSecret: 'x'.repeat(16), lastStep: 0 });
  });

  it('takes the code of an app once, also from a clock half a minute off (R-008)', () => {
    const factor = { kind: 'TOTP', sealedSecret: 'x'.repeat(16), lastStep: 0 } as const;
    const [before = 0, present = 0, after = 0] = acceptedTotpSteps(nine);
    expect([present - before, after - present]).toEqual([1, 1]);
    const used = useTotpStep(factor, before, nine);
    expect(used).toMatchObject({ value: { lastStep: before } });
    expect(useTotpStep({ ...factor, lastStep: before }, before, nine)).toMatchObject({ ok: false });
    expect(useTotpStep(factor, undefined, nine)).toMatchObject({ error: { code: 'WRONG_CREDENTIALS' } });
    expect(useTotpStep(factor, present + 2, nine)).toMatchObject({ ok: false });
  });
});

describe('a one-time code', () => {
  const code = newCode('RESET_PASSWORD', hash, nine);

  it('is good for one use within its time (R-003)', () => {
    expect(redeemCode(code, true, plusMinutes(nine, 29))).toEqual({
      result: { ok: true, value: undefined },
      left: undefined,
    });
    expect(redeemCode(code, true, plusMinutes(nine, 30)).result).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
    expect(redeemCode(undefined, true, nine).result).toMatchObject({ error: { code: 'CODE_EXPIRED' } });
  });

  it('is gone after five wrong tries', () => {
    let left: typeof code | undefined = code;
    const said = [5, 4, 3, 2, 1].map(() => {
      const redeemed = redeemCode(left, false, nine);
      left = redeemed.left;
      return redeemed.result;
    });
    expect(said.map((result) => !result.ok && result.error.details['left'])).toEqual([4, 3, 2, 1, 0]);
    expect(left).toBeUndefined();
  });

  it('is sent again only after a minute (R-008)', () => {
    expect(mayAskForCode(undefined, nine).ok).toBe(true);
    expect(mayAskForCode(nine, plusSeconds(nine, 20))).toMatchObject({ error: { details: { seconds: 40 } } });
    expect(mayAskForCode(nine, plusSeconds(nine, 60)).ok).toBe(true);
  });

  it('withstands hostile input', () => {
    expectSchemaWithstands(oneTimeCodeSchema, code);
  });
});

describe('tokens', () => {
  const family: SessionFamily = {
    id: derivedId('SessionFamily', '1'),
    account: account.id,
    device: 'phone',
    state: { status: 'OPEN', refreshHash: 'first', refreshIssuedAt: nine, previousHash: null },
  };
  const use = (shownTo: SessionFamily, hash: string, nextHash: string, at: Instant, sameDevice = true) =>
    useRefreshToken(shownTo, { hash, nextHash, sameDevice }, at);

  it('give access for 15 minutes and are renewed for 30 days (C-35, story 24)', () => {
    const token = { token: 't1', issuedAt: nine };
    expect(checkAccess(token, [], plusMilliseconds(plusMinutes(nine, 15), -1)).ok).toBe(true);
    expect(checkAccess(token, [], plusMinutes(nine, 15))).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
    expect(use(family, 'first', 'second', plusMinutes(nine, 16))).toMatchObject({
      result: { ok: true },
      family: { state: { refreshHash: 'second' } },
    });
    expect(use(family, 'first', 'second', plusDays(nine, 30)).result).toMatchObject({
      error: { code: 'SESSION_EXPIRED' },
    });
  });

  it('end with their whole family when an old refresh token comes again (R-006, story 24)', () => {
    const renewed = use(family, 'first', 'second', plusMinutes(nine, 16)).family;
    const stolen = use(renewed, 'first', 'second', plusMinutes(nine, 17));
    expect(stolen).toMatchObject({
      result: { error: { code: 'SESSION_REVOKED' } },
      family: { state: { status: 'CLOSED', reason: 'REFRESH_USED_TWICE' } },
    });
    expect(use(stolen.family, 'second', 'third', plusMinutes(nine, 18)).result).toMatchObject({
      error: { code: 'SESSION_REVOKED' },
    });
    expect(closeFamily(stolen.family, 'SIGNED_OUT', nine)).toBe(stolen.family);
  });

  it('forgive the device whose answer was lost for half a minute, and answer it the same', () => {
    const renewed = use(family, 'first', 'second', nine).family;
    const late = plusMilliseconds(plusSeconds(nine, 30), -1);
    expect(use(renewed, 'first', 'second', late)).toEqual({ result: { ok: true, value: undefined }, family: renewed });
    const closed = { family: { state: { status: 'CLOSED', reason: 'REFRESH_USED_TWICE' } } };
    expect(use(renewed, 'first', 'second', plusSeconds(nine, 30))).toMatchObject(closed);
    expect(use(renewed, 'first', 'second', late, false)).toMatchObject(closed);
    const again = use(renewed, 'second', 'third', late).family;
    expect(use(again, 'first', 'second', late)).toMatchObject(closed);
  });

  it('stay on the list of revoked ones until they would have ended anyway (R-007, story 24)', () => {
    const signedOutAt = plusMinutes(nine, 6);
    const token = { token: 't1', issuedAt: nine };
    const revoked = [{ token: 't1', expiresAt: accessEnd(nine) }];
    expect(checkAccess(token, revoked, signedOutAt)).toMatchObject({ error: { code: 'SESSION_REVOKED' } });
    expect(stillRevoked(revoked, plusMilliseconds(plusMinutes(signedOutAt, 9), -1))).toEqual(revoked);
    expect(stillRevoked(revoked, plusMinutes(signedOutAt, 9))).toEqual([]);
  });
});

describe('a new PIN', () => {
  it.each(['482915', '730264', '90417362', '5826041937'])('may be %s', (pin) => {
    expect(checkNewPin(pin).ok).toBe(true);
  });

  it.each(['', '12345', '12345678901', '48291a', '４８２９１５', '482 915'])(
    'has 6 to 10 digits, so %j is refused',
    (pin) => {
      expect(checkNewPin(pin)).toMatchObject({ error: { code: 'PIN_LENGTH', details: { least: 6, most: 10 } } });
    },
  );

  it.each([
    '000000',
    '121212',
    '123123',
    '112233',
    '11223344',
    '123456',
    '654321',
    '135791',
    '890123',
    '246802',
    '123321',
    '161126',
    '261116',
    '16112026',
    '20261116',
    '159753',
  ])('is not one that people guess first: %s', (pin) => {
    expect(checkNewPin(pin)).toMatchObject({ error: { code: 'PIN_TOO_SIMPLE' } });
  });

  it('is not part of a number others know of the person', () => {
    expect(checkNewPin('555017', ['+7 000 555-01-72'])).toMatchObject({ error: { code: 'PIN_TOO_SIMPLE' } });
  });

  it('answers hostile input with a code, like a new password', () => {
    expectRuleWithstands((text) => checkNewPin(text, [text]));
    expectRuleWithstands((text) => checkNewPassword(text, [text]));
  });
});

describe('a new password', () => {
  it.each(['correct horse battery', 'собака любит снег', 'Tr0ub4dor&3x-more'])('may be %s', (password) => {
    expect(checkNewPassword(password, ['irina.volkova@example.com']).ok).toBe(true);
  });

  it('has 10 to 128 characters, counted as people see them', () => {
    expect(checkNewPassword('short word')).toEqual({ ok: true, value: undefined });
    expect(checkNewPassword('nine char')).toMatchObject({ error: { code: 'PASSWORD_LENGTH' } });
    expect(checkNewPassword('ab cd ef gh '.repeat(11))).toMatchObject({ error: { code: 'PASSWORD_LENGTH' } });
  });

  it.each(['password2026', 'aaaaaaaaaabb', 'Qwerty123456', 'irina-volkova', 'irina.volkova@example.com', 'пароль1234'])(
    'is not guessable like %s',
    (password) => {
      expect(checkNewPassword(password, ['irina.volkova@example.com'])).toMatchObject({
        error: { code: 'PASSWORD_TOO_SIMPLE' },
      });
    },
  );

  it('is the same from every keyboard', () => {
    expect(normalisePassword('é')).toBe(normalisePassword('e\u0301'));
  });
});

describe('the lease of a device', () => {
  const lease = (days: number, latestKnown = nine) => leaseAt(nine, plusDays(nine, days), latestKnown);

  it('lasts 14 days after the last sign-in with the server, then only shows (story 24)', () => {
    expect(lease(0)).toEqual({ kind: 'VALID', until: plusDays(nine, 14), endsSoon: false });
    expect(lease(11)).toMatchObject({ kind: 'VALID', endsSoon: true });
    expect(leaseAt(nine, plusMilliseconds(plusDays(nine, 14), -1), nine).kind).toBe('VALID');
    expect(lease(14)).toEqual({ kind: 'EXPIRED', since: plusDays(nine, 14) });
    expect(authorityUnder(lease(13), nine, undefined)).toBe('FULL');
    expect(authorityUnder(lease(14), plusDays(nine, 14), undefined)).toBe('READ_ONLY');
  });

  it('is not lengthened by setting the clock back', () => {
    expect(lease(2, plusDays(nine, 15)).kind).toBe('EXPIRED');
  });

  it('lets a manager’s PIN open it for an emergency, for two hours (story 24)', () => {
    const opened = plusDays(nine, 20);
    expect(authorityUnder(lease(20), plusMinutes(opened, 119), opened)).toBe('EMERGENCY');
    expect(authorityUnder(lease(20), plusMinutes(opened, 120), opened)).toBe('READ_ONLY');
    expect(authorityUnder(lease(20), plusMinutes(opened, -1), opened)).toBe('READ_ONLY');
  });

  it('ends with a wipe when the device is revoked, after it delivered what was entered on it (story 24)', () => {
    expect([deviceDuty(false, 7), deviceDuty(true, 7), deviceDuty(true, 0)]).toEqual(['WORK', 'DELIVER', 'WIPE']);
  });

  it('locks an idle screen after the minutes the clinic chose, within an hour', () => {
    expect(lockDueAt(nine, 5)).toBe(plusMinutes(nine, 5));
    expect(lockDueAt(nine, 0)).toBe(plusMinutes(nine, 1));
    expect(lockDueAt(nine, 600)).toBe(plusMinutes(nine, 60));
  });
});

describe('numbers for people (C-52)', () => {
  const l1 = locationCodeSchema.parse('L1');
  const a = seriesSchema.parse('A');

  it('carry location, series letter and day', () => {
    expect(bookingCode(l1, a, civilDate('2026-11-16'), 3)).toEqual({ ok: true, value: 'L1-A-261116-003' });
    expect(bookingCode(l1, a, civilDate('2026-11-16'), 1_000)).toMatchObject({ value: 'L1-A-261116-1000' });
    expect(invoiceNumber(l1, a, 417)).toEqual({ ok: true, value: 'L1-A-000417' });
    for (const none of [0, -1, 1.5, 10_000]) expect(bookingCode(l1, a, civilDate('2026-11-16'), none).ok).toBe(false);
    expect(invoiceNumber(l1, a, 100_000_000)).toMatchObject({ error: { code: 'NUMBERS_USED_UP' } });
  });

  it('never repeat a series letter, and skip the ones that look like digits', () => {
    const given: Series[] = [];
    for (let device = 0; device < 600; device++) {
      const next = nextSeries(given);
      if (next.ok) given.push(next.value);
    }
    expect(given.slice(0, 6).join('')).toBe('ABCDEF');
    expect(given.slice(23, 26)).toEqual(['Z', 'AA', 'AB']);
    expect(given).toHaveLength(24 + 24 * 24);
    expect(new Set(given).size).toBe(given.length);
    expect(given.join('')).not.toMatch(/[IO]/);
    expect(nextSeries(given)).toMatchObject({ error: { code: 'SERIES_USED_UP' } });
    expect(nextSeries(['A', 'B', 'C', 'D', 'E'].map((letter) => seriesSchema.parse(letter)))).toMatchObject({
      value: 'F',
    });
  });

  it('are read as people type them', () => {
    const booking = { ok: true, value: { kind: 'BOOKING', code: 'L1-A-261116-003', series: 'A', day: '2026-11-16' } };
    for (const typed of ['L1-A-261116-003', ' l1 a 261116 003 ', 'l1–a–261116–003', 'L1-А-261116-003']) {
      expect(parseHumanCode(typed)).toEqual(booking);
    }
    expect(parseHumanCode('l1-a-000417')).toMatchObject({ value: { kind: 'INVOICE', code: 'L1-A-000417' } });
    for (const typed of ['', 'L1', 'L1-A-261341-003', 'L1-AAA-261116-003', 'L1-I-000417']) {
      expect(parseHumanCode(typed)).toMatchObject({ error: { code: 'NOT_A_CODE' } });
    }
    expectRuleWithstands(parseHumanCode);
  });
});

describe('the audit', () => {
  it('says who did what where, and what came of it (R-013, R-014)', () => {
    const entry = {
      id: derivedId('AuditEntry', '1'),
      stamp: aStamp({ by: { kind: 'STAFF', staff: derivedId('Staff', 'U6') } }),
      location: derivedId('Location', 'L2'),
      command: 'wallets.correct',
      outcome: { kind: 'DONE', changed: [{ collection: 'ledger', id: derivedId('Entry', '1') }] },
      reason: 'typed twice',
      details: { amount: 100 },
      address: '2001:db8::1',
    };
    expectSchemaWithstands(auditEntrySchema, entry);
    expectSchemaWithstands(auditEntrySchema, { ...entry, outcome: { kind: 'REFUSED', code: 'NOT_ALLOWED' } });
    expect(auditEntrySchema.safeParse({ ...entry, command: 'wallets.invent' }).success).toBe(false);
  });
});
