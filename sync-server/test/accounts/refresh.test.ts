import { derivedId } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Place, Tokens } from '@lapka/shared/protocol/http/accounts.ts';
import { refreshWords, signInWords } from '@lapka/shared/protocol/http/devices.ts';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../src/accounts/authenticate.ts';
import { refresh } from '../../src/accounts/refresh.ts';
import { refreshHash } from '../../src/accounts/refresh-tokens.ts';
import { closeSession, openSessions, signOut } from '../../src/accounts/sessions.ts';
import {
  accountWorld,
  type AccountWorld,
  aClinic,
  auditOf,
  browser,
  done,
  emailOf,
  home,
  personOf,
  signInAs,
} from '../support/account-world.ts';
import { anEnrolledDesk } from '../support/desk.ts';

const minutes = 60_000;
const renew = (world: AccountWorld, { refreshToken }: Tokens, place: Place = browser()) =>
  refresh(world, { refreshToken, place }, home);
const ended = { error: { code: 'SESSION_REVOKED' } };

describe('renewing a session', () => {
  it('goes on silently after the 15 minutes (story 24)', async () => {
    const world = accountWorld();
    await aClinic(world);
    const first = done(await signInAs(world, 'anna'));
    world.clock.advance(16 * minutes);
    const second = done(await renew(world, first));
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await personOf(world, second)).toMatchObject({ account: { email: emailOf('anna') } });
    const third = done(await renew(world, second));
    expect((await renew(world, third)).ok).toBe(true);
  });

  it('closes the whole family when an old refresh token comes again, with an audit row (R-006, story 24)', async () => {
    const world = accountWorld();
    const { clinic } = await aClinic(world);
    const first = done(await signInAs(world, 'anna'));
    const second = done(await renew(world, first));
    world.clock.advance(31_000);
    expect(await renew(world, first)).toMatchObject(ended);
    expect(await renew(world, second)).toMatchObject(ended);
    expect(await authenticate(world, second.accessToken)).toMatchObject(ended);
    expect((await auditOf(world, clinic)).filter((event) => event === 'REFRESH_USED_TWICE')).toHaveLength(1);
  });

  it('leaves other sessions of the same person alone', async () => {
    const world = accountWorld();
    await aClinic(world);
    const [stolen, other] = [done(await signInAs(world, 'anna')), done(await signInAs(world, 'anna'))];
    await renew(world, stolen);
    world.clock.advance(31_000);
    await renew(world, stolen);
    expect((await renew(world, other)).ok).toBe(true);
  });

  it('answers alike when the answer was lost, for 30 seconds and on the same browser', async () => {
    const world = accountWorld();
    await aClinic(world);
    const first = done(await signInAs(world, 'anna'));
    const [lost, again] = [done(await renew(world, first)), done(await renew(world, first))];
    expect(again.refreshToken).toBe(lost.refreshToken);
    expect((await renew(world, again)).ok).toBe(true);
    const other = done(await signInAs(world, 'anna'));
    await renew(world, other);
    expect(await renew(world, other, browser('another'))).toMatchObject(ended);
  });

  it('gives twenty renewals at once one successor', async () => {
    const world = accountWorld();
    await aClinic(world);
    const first = done(await signInAs(world, 'anna'));
    const renewed = await Promise.all(Array.from({ length: 20 }, () => renew(world, first)));
    expect(new Set(renewed.map((each) => done(each).refreshToken)).size).toBe(1);
  });

  it('ends after 30 days without use, and after 180 days in any case', async () => {
    const world = accountWorld();
    await aClinic(world);
    const [idle, busy] = [done(await signInAs(world, 'anna')), done(await signInAs(world, 'anna'))];
    let last = busy;
    for (let week = 0; week < 25; week++) {
      world.clock.advance(7 * 24 * 60 * minutes);
      last = done(await renew(world, last));
    }
    expect(last.refreshUntil).toBe('2027-05-15T07:00:00.000Z');
    world.clock.advance(5 * 24 * 60 * minutes);
    expect(await renew(world, last)).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
    expect(await renew(world, idle)).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
  });

  it('ends with the session, however that was ended', async () => {
    const world = accountWorld();
    await aClinic(world);
    const [first, second] = [done(await signInAs(world, 'anna')), done(await signInAs(world, 'anna'))];
    const anna = await personOf(world, first);
    expect(await world.accounts.read((reader) => openSessions(reader, anna.account))).toHaveLength(2);
    done(await closeSession(world, anna, second.session));
    await signOut(world, anna);
    expect(await renew(world, first)).toMatchObject(ended);
    expect(await renew(world, second)).toMatchObject(ended);
    expect(await world.accounts.read((reader) => openSessions(reader, anna.account))).toEqual([]);
  });

  it('ends no session of somebody else', async () => {
    const world = accountWorld();
    await aClinic(world);
    await aClinic(world, 'egon');
    const anna = await personOf(world, done(await signInAs(world, 'anna')));
    const egon = done(await signInAs(world, 'egon'));
    expect(await closeSession(world, anna, egon.session)).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect((await renew(world, egon)).ok).toBe(true);
  });

  it.each([
    '',
    '.',
    'x.y',
    `${derivedId('SessionFamily', 'x')}.short`,
    `${derivedId('SessionFamily', 'x')}.${'a'.repeat(43)}`,
  ])('refuses %j', async (refreshToken) => {
    const world = accountWorld();
    expect(await refresh(world, { refreshToken, place: browser() }, home)).toMatchObject(ended);
  });
});

describe('a session of a device', () => {
  it('is renewed with the key of the device only, so a stolen token is of no use', async () => {
    const world = accountWorld();
    const { clinic } = await aClinic(world);
    const desk = await anEnrolledDesk(world, clinic);
    const words = (at: Instant) => signInWords(desk.device, emailOf('anna'), at);
    const tokens = done(await signInAs(world, 'anna', { place: desk.place(words) }));
    const renewing = (at: Instant) => refreshWords(desk.device, refreshHash(tokens.refreshToken), at);
    expect(await renew(world, tokens)).toMatchObject(ended);
    expect(await renew(world, tokens, desk.place(words))).toMatchObject(ended);
    const other = await anEnrolledDesk(world, clinic, 'another desk');
    const forged = (at: Instant) => refreshWords(other.device, refreshHash(tokens.refreshToken), at);
    expect(await renew(world, tokens, other.place(forged))).toMatchObject(ended);
    expect((await renew(world, tokens, desk.place(renewing))).ok).toBe(true);
  });

  it('is not opened by a proof from two minutes ago, nor on a device of another clinic', async () => {
    const world = accountWorld();
    const [ours, theirs] = [await aClinic(world), await aClinic(world, 'egon')];
    const desk = await anEnrolledDesk(world, ours.clinic);
    const words = (at: Instant) => signInWords(desk.device, emailOf('anna'), at);
    const place = desk.place(words);
    world.clock.advance(120_001);
    const refused = { error: { code: 'WRONG_CREDENTIALS' } };
    expect(await signInAs(world, 'anna', { place })).toMatchObject(refused);
    const foreign = await anEnrolledDesk(world, theirs.clinic, 'foreign');
    const there = foreign.place((at) => signInWords(foreign.device, emailOf('anna'), at));
    expect((await signInAs(world, 'anna', { place: there })).ok).toBe(false);
  });
});
