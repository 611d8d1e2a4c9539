import { randomBytes } from 'node:crypto';
import { epochMilliseconds } from '@lapka/shared/base/instant.ts';
import { enrolledSchema, refreshWords, signInWords, tokenWords } from '@lapka/shared/protocol/http/devices.ts';
import { tokensSchema } from '@lapka/shared/protocol/http/accounts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refreshHash } from '../../src/accounts/refresh-tokens.ts';
import { confirmSecondFactor, offerSecondFactor } from '../../src/accounts/second-factor-settings.ts';
import { totpCode } from '../../src/accounts/totp.ts';
import { keptAbout, releasedAbout } from '../../src/devices/recovery-keys.ts';
import { newKeyPair, openSealed, sealTo } from '../../src/devices/sealed-box.ts';
import { aClinic, anInvited, done, emailOf, home, password, personOf, signInAs } from '../support/account-world.ts';
import { aLocation } from '../support/clinic-in-town.ts';
import { aDesk, type Desk } from '../support/desk.ts';
import { memoryServer, postgresServer, type TestServer } from '../support/test-server.ts';

const drivers = { memory: memoryServer, Postgres: postgresServer };

describe.each(Object.keys(drivers) as (keyof typeof drivers)[])('devices over HTTP, on %s', (driver) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await drivers[driver]();
  });
  afterAll(() => server.close());

  let count = 0;
  /** A clinic with a location, its owner signed in. */
  const clinicInTown = async () => {
    const { world, call } = server;
    const name = `owner${(count += 1)}`;
    const { clinic, owner } = await aClinic(world, name);
    const location = await aLocation(world.documents, clinic);
    const { accessToken: token } = done(await signInAs(world, name));
    const codeFor = async (device: string) =>
      (await call('POST', '/v1/devices/codes', { token, body: { location, name: device } })).body as { code: string };
    const enrol = async (desk: Desk, code?: string) => {
      const body = { code: code ?? (await codeFor(desk.device)).code, device: desk.device, publicKey: desk.publicKey };
      return await call('POST', '/v1/devices/enrol', { body });
    };
    return {
      world,
      call,
      name,
      clinic,
      owner,
      location,
      token,
      codeFor,
      enrol,
    };
  };
  const tokenOf = async (desk: Desk) => {
    const proof = desk.proof((at) => tokenWords(desk.device, at));
    const answer = await server.call('POST', '/v1/devices/token', { body: { proof } });
    return answer.status === 200 ? (answer.body as { accessToken: string }).accessToken : undefined;
  };

  it('are let in by a code of ten minutes, once, and get their place and the next free letter (C-52)', async () => {
    const { world, clinic, location, codeFor, enrol } = await clinicInTown();
    const [first, second, third] = ['a', 'b', 'c'].map((name) => aDesk(world, `${clinic} ${name}`));
    const { code } = await codeFor('DK-A');
    const enrolled = await enrol(first!, code.toLowerCase());
    expect(enrolledSchema.parse(enrolled.body)).toMatchObject({ clinic, location, name: 'DK-A', series: 'A' });
    expect((await enrol(first!, code)).body).toEqual(enrolled.body);
    expect(await enrol(second!, code)).toMatchObject({ status: 409, body: { code: 'CODE_EXPIRED' } });
    expect((await enrol(second!)).body).toMatchObject({ series: 'B' });
    const late = await codeFor('DK-C');
    world.clock.advance(10 * 60_000);
    expect(await enrol(third!, late.code)).toMatchObject({ body: { code: 'CODE_EXPIRED' } });
    expect((await world.devices.find(first!.device))?.clinic).toBe(clinic);
  });

  it('are not taken from another clinic, nor under a second key, nor with something that is no key', async () => {
    const [ours, theirs] = [await clinicInTown(), await clinicInTown()];
    const desk = aDesk(ours.world, `${ours.clinic} desk`);
    expect((await ours.enrol(desk)).status).toBe(200);
    expect(await theirs.enrol(desk)).toMatchObject({ status: 409, body: { code: 'DEVICE_TAKEN' } });
    expect(await ours.enrol(aDesk(ours.world, `${ours.clinic} desk`))).toMatchObject({
      body: { code: 'DEVICE_TAKEN' },
    });
    const notAKey = { ...aDesk(ours.world, 'x'), publicKey: newKeyPair().publicKey };
    expect(await ours.enrol(notAKey)).toMatchObject({ status: 400, body: { details: { fields: ['publicKey'] } } });
  });

  it('need a manager for the code, and a location of the clinic', async () => {
    const { world, call, clinic, owner, token } = await clinicInTown();
    await anInvited(world, { clinic, owner }, `vet${count}`, ['VET']);
    const { accessToken } = done(await signInAs(world, `vet${count}`));
    const elsewhere = await clinicInTown();
    const ask = (as: string, location: string) =>
      call('POST', '/v1/devices/codes', { token: as, body: { location, name: 'DK' } });
    expect(await ask(accessToken, elsewhere.location)).toMatchObject({ status: 403 });
    expect(await ask(token, elsewhere.location)).toMatchObject({ status: 404 });
  });

  it('prove themselves by their key, at this moment and for themselves only', async () => {
    const { world, clinic, enrol } = await clinicInTown();
    const [desk, other] = [aDesk(world, `${clinic} desk`), aDesk(world, `${clinic} other`)];
    await enrol(desk);
    expect(await tokenOf(desk)).toMatch(/^ey/);
    expect(await tokenOf(other)).toBeUndefined();
    const proof = desk.proof((at) => tokenWords(other.device, at));
    expect((await server.call('POST', '/v1/devices/token', { body: { proof } })).status).toBe(401);
    const old = desk.proof((at) => tokenWords(desk.device, at));
    world.clock.advance(121_000);
    expect((await server.call('POST', '/v1/devices/token', { body: { proof: old } })).status).toBe(401);
  });

  it('carry sessions that only they can renew, and that end when they are shut out (story 24)', async () => {
    const { world, call, name, clinic, token, enrol } = await clinicInTown();
    const desk = aDesk(world, `${clinic} desk`);
    await enrol(desk);
    const place = desk.place((at) => signInWords(desk.device, emailOf(name), at));
    const tokens = tokensSchema.parse(
      (await call('POST', '/v1/sign-in', { body: { email: emailOf(name), password, place } })).body,
    );
    const renew = () => {
      const proven = desk.place((at) => refreshWords(desk.device, refreshHash(tokens.refreshToken), at));
      return call('POST', '/v1/refresh', { body: { refreshToken: tokens.refreshToken, place: proven } });
    };
    expect((await call('GET', '/v1/me', { token: tokens.accessToken })).status).toBe(200);
    const revoke = (reason: string) => call('POST', `/v1/devices/${desk.device}/revoke`, { token, body: { reason } });
    expect((await revoke('stolen')).status).toBe(204);
    expect(await revoke('stolen')).toMatchObject({ status: 409, body: { code: 'DEVICE_ALREADY_REVOKED' } });
    expect((await call('GET', '/v1/me', { token: tokens.accessToken })).status).toBe(401);
    expect((await renew()).status).toBe(401);
    expect((await world.devices.find(desk.device))?.revoked).toBe(true);
    expect(await tokenOf(desk)).toMatch(/^ey/);
    const list = () => call('GET', '/v1/devices', { token });
    expect((await list()).body).toMatchObject({ devices: [{ device: desk.device, series: 'A', state: 'LEAVING' }] });
    await world.devices.wiped(clinic, desk.device, world.clock.now());
    expect((await list()).body).toMatchObject({ devices: [{ state: 'GONE' }] });
  });

  it('are not revoked by another clinic', async () => {
    const [ours, theirs] = [await clinicInTown(), await clinicInTown()];
    const desk = aDesk(ours.world, `${ours.clinic} desk`);
    await ours.enrol(desk);
    const answer = await ours.call('POST', `/v1/devices/${desk.device}/revoke`, {
      token: theirs.token,
      body: { reason: 'x' },
    });
    expect(answer.status).toBe(404);
  });

  it('leave the key of their database sealed, and only the owner with password and app gets it, sealed again', async () => {
    const { world, call, name, clinic, owner, token, enrol } = await clinicInTown();
    const desk = aDesk(world, `${clinic} desk`);
    const { recoveryPublicKey } = enrolledSchema.parse((await enrol(desk)).body);
    const key = randomBytes(32);
    const deviceToken = await tokenOf(desk);
    const keep = (sealedKey: string) =>
      call('PUT', '/v1/devices/self/key', { token: deviceToken, body: { sealedKey } });
    expect((await keep(sealTo(recoveryPublicKey, key, keptAbout(clinic, desk.device)))).status).toBe(204);
    for (const useless of [
      sealTo(recoveryPublicKey, key, keptAbout(clinic, owner as never)),
      sealTo(newKeyPair().publicKey, key, keptAbout(clinic, desk.device)),
      sealTo(recoveryPublicKey, key.subarray(1), keptAbout(clinic, desk.device)),
    ]) {
      expect(await keep(useless)).toMatchObject({ status: 400, body: { details: { fields: ['sealedKey'] } } });
    }

    const recipient = newKeyPair();
    const release = (more: object = {}, as = token) =>
      call('POST', `/v1/devices/${desk.device}/key`, {
        token: as,
        body: { password, recipient: recipient.publicKey, ...more },
      });
    expect(await release()).toMatchObject({ body: { code: 'SECOND_FACTOR_OFF' } });
    const { account } = await personOf(world, { accessToken: token });
    const { secret } = done(await offerSecondFactor(world, account, { kind: 'TOTP', password }, home));
    const shown = () => totpCode(secret ?? '', Math.floor(epochMilliseconds(world.clock.now()) / 30_000));
    done(await confirmSecondFactor(world, account, shown()));
    world.clock.advance(30_000);
    expect(await release()).toMatchObject({ status: 401, body: { code: 'SECOND_FACTOR_NEEDED' } });
    expect(await release({ code: shown(), password: 'wrong' })).toMatchObject({ status: 401 });
    expect(await release({ code: shown(), recipient: desk.publicKey })).toMatchObject({ status: 400 });
    await anInvited(world, { clinic, owner }, `manager${count}`, ['CLINIC_MANAGER']);
    const manager = done(await signInAs(world, `manager${count}`));
    expect((await release({ code: shown() }, manager.accessToken)).status).toBe(403);
    const released = await release({ code: shown() });
    const { sealedKey } = released.body as { sealedKey: string };
    expect(openSealed(recipient, sealedKey, releasedAbout(clinic, desk.device))?.equals(key)).toBe(true);
    expect(JSON.stringify(released.body)).not.toContain(key.toString('base64url'));
    const audit = await world.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 100));
    expect(audit.map(({ content }) => content['event'])).toEqual(
      expect.arrayContaining(['DEVICE_CODE_MADE', 'DEVICE_ENROLLED', 'DEVICE_KEY_KEPT', 'DEVICE_KEY_RELEASED']),
    );
    expect(name).toMatch(/^owner/);
  });
});

describe('sealing to a key', () => {
  it('opens for the holder of the key, about the same thing, and only unchanged', () => {
    const [keys, others] = [newKeyPair(), newKeyPair()];
    const sealed = sealTo(keys.publicKey, Buffer.from('a secret'), 'x');
    expect(openSealed(keys, sealed, 'x')?.toString()).toBe('a secret');
    expect(openSealed(keys, sealed, 'y')).toBeUndefined();
    expect(openSealed(others, sealed, 'x')).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x40;
      expect(openSealed(keys, changed.toString('base64url'), 'x'), `byte ${at}`).toBeUndefined();
    }
    for (const short of ['', 'AAAA', sealed.slice(0, 70)]) expect(openSealed(keys, short, 'x')).toBeUndefined();
  });

  it('keeps its format: what a device sealed years ago still opens', () => {
    const keys = {
      publicKey: 'MCowBQYDK2VuAyEAhSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=',
      privateKey: 'MC4CAQAwBQYDK2VuBCIEIHcHbQpzGKV9PBbBclGyZkXfTC+H68CZKrF3+6UduSwq',
    };
    const sealed = 'IBLcZSY_Io3fwiDIF5wJAfpMBMKr4U91bMm_a07CBxTDqo7i7dLtd_unNedyZbmlZWGGU73zf41a9os-Lo2l_pS3j-0';
    expect(openSealed(keys, sealed, 'x')?.toString()).toBe('a secret');
  });
});
