import { epochMilliseconds } from '@lapka/shared/base/instant.ts';
import { signInsSchema, tokensSchema } from '@lapka/shared/protocol/http/accounts.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSetupCode } from '../../src/accounts/set-up-clinic.ts';
import { totpCode } from '../../src/accounts/totp.ts';
import { aClinic, aMember, browser, done, signInAs, emailOf, lastCode, password } from '../support/account-world.ts';
import { memoryBlobs } from '../../src/stores/memory/memory-blobs.ts';
import { memoryServer, postgresServer, type TestServer } from '../support/test-server.ts';

const drivers = { memory: memoryServer, Postgres: postgresServer };

describe.each(Object.keys(drivers) as (keyof typeof drivers)[])('accounts over HTTP, on %s', (driver) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await drivers[driver]();
  });
  afterAll(() => server.close());

  const signIn = (name: string, more: object = {}) =>
    server.call('POST', '/v1/sign-in', { body: { email: emailOf(name), password, place: browser(), ...more } });
  const tokensOf = async (name: string, more?: object) => tokensSchema.parse((await signIn(name, more)).body);

  it('lead from a setup code to an owner, an invited vet, a second factor and a closed session (R-001 to R-009)', async () => {
    const { call, world } = server;
    const setUp = {
      code: await makeSetupCode(world),
      organisation: { name: { ru: 'Лапа', en: 'Paw' }, country: 'RU', currency: 'RUB' },
      owner: { name: { given: 'Anna', family: 'Sokolova' }, email: ' Anna@Example.com ', password },
    };
    const made = await call('POST', '/v1/set-up', { body: setUp });
    expect(made).toMatchObject({ status: 200, body: { clinic: expect.any(String) } });
    expect((await signIn('anna')).status).toBe(403);
    const code = await lastCode(world, 'anna');
    expect((await call('POST', '/v1/email/verify', { body: { email: emailOf('anna'), code } })).status).toBe(204);
    const anna = await tokensOf('anna');
    const token = anna.accessToken;
    const me = await call('GET', '/v1/me', { token });
    expect(me).toMatchObject({ status: 200, body: { email: emailOf('anna'), secondFactor: 'OFF' } });
    expect(me.headers.get('cache-control')).toBe('no-store');

    const clinic = anna.as.kind === 'STAFF' ? anna.as.clinic : undefined!;
    const clara = await aMember(world, clinic, 'clara', ['VET']);
    const invite = { staff: clara.id, email: emailOf('clara') };
    expect(await call('POST', '/v1/invitations', { token, body: invite })).toMatchObject({ status: 200 });
    expect(await call('GET', '/v1/invitations', { token })).toMatchObject({ body: { invitations: [invite] } });
    const accept = { code: await lastCode(world, 'clara'), password };
    expect(await call('POST', '/v1/invitations/accept', { body: accept })).toMatchObject({
      status: 200,
      body: { clinic },
    });
    const vet = await tokensOf('clara');
    expect(await call('GET', '/v1/accounts', { token: vet.accessToken })).toMatchObject({
      status: 403,
      body: { code: 'NOT_ALLOWED' },
    });
    expect(await call('GET', '/v1/accounts', { token })).toMatchObject({ status: 200 });

    const offer = await call('POST', '/v1/me/second-factor', { token, body: { kind: 'TOTP', password } });
    const { secret } = offer.body as { secret: string };
    const shown = () => totpCode(secret, Math.floor(epochMilliseconds(world.clock.now()) / 30_000));
    const confirmed = await call('POST', '/v1/me/second-factor/confirm', { token, body: { code: shown() } });
    expect(confirmed.body).toMatchObject({
      recoveryCodes: expect.arrayContaining([expect.stringMatching(/^[A-Z2-9-]{19}$/)]),
    });
    world.clock.advance(30_000);
    expect(await signIn('anna')).toMatchObject({ status: 401, body: { code: 'SECOND_FACTOR_NEEDED' } });
    const second = await tokensOf('anna', { code: shown() });
    const sessions = await call('GET', '/v1/me/sessions', { token });
    expect(sessions.body).toMatchObject({
      sessions: [
        { session: second.session, current: false },
        { session: anna.session, current: true },
      ],
    });
    expect((await call('DELETE', `/v1/me/sessions/${second.session}`, { token })).status).toBe(204);
    expect(await call('GET', '/v1/me', { token: second.accessToken })).toMatchObject({
      status: 401,
      body: { code: 'SESSION_REVOKED' },
    });
  });

  it('renew, sign out and shut out over the wire (story 24)', async () => {
    const { call } = server;
    const first = await tokensOf('clara');
    const refresh = { refreshToken: first.refreshToken, place: browser() };
    const second = tokensSchema.parse((await call('POST', '/v1/refresh', { body: refresh })).body);
    server.world.clock.advance(31_000);
    expect(await call('POST', '/v1/refresh', { body: refresh })).toMatchObject({
      status: 401,
      body: { code: 'SESSION_REVOKED' },
    });
    expect((await call('GET', '/v1/me', { token: second.accessToken })).status).toBe(401);
    const third = await tokensOf('clara');
    expect((await call('POST', '/v1/sign-out', { token: third.accessToken })).status).toBe(204);
    expect((await call('GET', '/v1/me', { token: third.accessToken })).status).toBe(401);
  });

  it('show the login history and the audit to those who may see them, with an unbroken chain (R-009, R-014)', async () => {
    const { call } = server;
    await signIn('clara', { password: 'wrong password' });
    const { accessToken: token } = await tokensOf('clara');
    const history = await call('GET', '/v1/me/sign-ins', { token });
    const { signIns } = signInsSchema.parse(history.body);
    expect(signIns.map(({ outcome }) => outcome)).toEqual(['SUCCESS', 'FAILED', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
    expect(signIns[0]?.address).toContain('127.0.0.1');
    expect((await call('GET', '/v1/audit', { token })).status).toBe(403);
    const { accessToken } = await aNewOwner(server, 'olga');
    const audit = await call('GET', '/v1/audit?after=1&limit=2', { token: accessToken });
    expect(audit.body).toMatchObject({ entries: [{ number: 2 }, { number: 3, content: { event: 'SIGNED_IN' } }] });
  });
});

describe('the HTTP part', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await memoryServer({ corsOrigins: ['https://desk.example'] });
  });
  afterAll(() => server.close());

  it('refuses what is no JSON, too large, too deep or not as described, naming the fields and not their content', async () => {
    const { call } = server;
    const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
      fetch(`${server.url}/v1/sign-in`, { method: 'POST', body, headers }).then(async (response) => ({
        status: response.status,
        body: await response.json(),
      }));
    expect(await post('{"email":')).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
    expect(await post('{}', { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { code: 'NOT_JSON' },
    });
    expect(await post(`"${'x'.repeat(300_000)}"`)).toMatchObject({ status: 413, body: { code: 'MESSAGE_TOO_LARGE' } });
    expect(await post('['.repeat(5_000) + ']'.repeat(5_000))).toMatchObject({ status: 400 });
    expect(await post('{"__proto__":{"admin":true}}')).toMatchObject({ status: 400 });
    const surprising = { email: 'secret@example.com', password, place: browser(), isAdmin: true };
    const refused = await call('POST', '/v1/sign-in', { body: surprising });
    expect(refused).toMatchObject({ status: 400, body: { code: 'BAD_INPUT' } });
    expect(JSON.stringify(refused.body)).not.toContain('secret');
    expect(await call('POST', '/v1/sign-in', { body: { ...surprising, email: 'no address' } })).toMatchObject({
      body: { details: { fields: expect.arrayContaining(['email']) } },
    });
    expect(await call('POST', '/v1/sign-in')).toMatchObject({ status: 400 });
    expect(await call('GET', '/v1/%E0%A4%A')).toMatchObject({ status: 404 });
  });

  it('answers what it does not know with a code and a number, and never with a stack', async () => {
    const answer = await server.call('GET', '/v1/nothing/here');
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_ADDRESS', request: answer.headers.get('x-request-id') },
    });
    expect((await server.call('PATCH', '/v1/me')).status).toBe(404);
    expect((await server.call('POST', '/v1/me')).status).toBe(404);
    const forged = await server.call('GET', '/health', { headers: { 'x-request-id': 'mine' } });
    expect(forged.headers.get('x-request-id')).not.toBe('mine');
  });

  it('asks for a token, of the right kind', async () => {
    const { call } = server;
    const asked = await call('GET', '/v1/me');
    expect(asked).toMatchObject({ status: 401, body: { code: 'NOT_SIGNED_IN' } });
    expect(asked.headers.get('www-authenticate')).toBe('Bearer');
    for (const token of ['x', 'a.b.c', ' '.repeat(10)]) {
      expect((await call('GET', '/v1/me', { token })).status).toBe(401);
    }
    expect((await call('GET', '/v1/me', { headers: { authorization: 'Basic eDp5' } })).status).toBe(401);
  });

  it('tells browsers to run, show, store and embed nothing (ASVS 3.4)', async () => {
    for (const path of ['/health', '/v1/me', '/nothing', '/openapi.json']) {
      const { headers } = await server.call('GET', path);
      expect(headers.get('content-security-policy'), path).toBe(
        "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none';sandbox",
      );
      expect(headers.get('cache-control'), path).toBe('no-store');
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('strict-transport-security'), path).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('x-powered-by'), path).toBeNull();
    }
    const portal = await server.call('GET', '/portal/test-server.ts');
    expect(portal.status).toBe(200);
    expect(portal.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(portal.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('lets the pages of the listed sites call, and no others', async () => {
    const preflight = (origin: string) =>
      server.call('OPTIONS', '/v1/me', { headers: { origin, 'access-control-request-method': 'GET' } });
    expect((await preflight('https://desk.example')).headers.get('access-control-allow-origin')).toBe(
      'https://desk.example',
    );
    for (const origin of ['https://evil.example', 'https://desk.example.evil.example', 'http://desk.example', 'null']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin'), origin).toBeNull();
      const simple = await server.call('GET', '/health', { headers: { origin } });
      expect(simple.headers.get('access-control-allow-origin'), origin).toBeNull();
    }
  });

  it('slows one network down, secrets before the rest, and says for how long', async () => {
    const slow = await memoryServer({ limits: { secrets: 3, usual: 5 } });
    const ask = async (path: string) => (await slow.call('POST', path, { body: {} })).status;
    for (let call = 0; call < 3; call++) expect(await ask('/v1/sign-in')).toBe(400);
    const refused = await slow.call('POST', '/v1/sign-in', { body: {} });
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ask('/v1/set-up')).toBe(429);
    for (let call = 0; call < 5; call++) expect(await ask('/v1/refresh')).toBe(400);
    expect(await ask('/v1/refresh')).toBe(429);
    for (let call = 0; call < 20; call++) expect((await slow.call('GET', '/health/live')).status).toBe(200);
    slow.world.clock.advance(60_000);
    expect(await ask('/v1/sign-in')).toBe(400);
    await slow.close();
  });

  it.each([
    [0, '203.0.113.7', '127.0.0.1'],
    [1, '203.0.113.7', '203.0.113.7'],
    [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    [2, '198.51.100.1, 203.0.113.7', '198.51.100.1'],
  ])(
    'believes %i proxies about where a request came from: %s is %s (ASVS 4.1.3)',
    async (trustedProxies, forwarded, believed) => {
      const behind = await memoryServer({ trustedProxies });
      const body = { email: emailOf('nobody'), password: 'some wrong one', place: browser() };
      await behind.call('POST', '/v1/sign-in', { body, headers: { 'x-forwarded-for': forwarded } });
      const [row] = await behind.world.accounts.read(({ signIns }) => signIns.oldest(1));
      expect(row?.address?.replace('::ffff:', '')).toBe(believed);
      await behind.close();
    },
  );

  it('sheds load instead of falling over: with the queue of passwords full the answer is 429', async () => {
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, person) =>
        server.call('POST', '/v1/sign-in', { body: { email: emailOf(`person${person}`), password, place: browser() } }),
      ),
    );
    const codes = new Set(answers.map(({ status }) => status));
    expect(codes).toEqual(new Set([401, 429]));
  });

  it('lets requests end that are here when it is told to stop, and takes no others', async () => {
    const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const check = (): Promise<void> => {
      begun.resolve();
      return goOn.promise;
    };
    const stopping = await memoryServer({ blobs: { ...memoryBlobs(), check } });
    const pending = stopping.call('GET', '/health');
    await begun.promise;
    const closed = stopping.close();
    goOn.resolve();
    expect(await pending).toMatchObject({ status: 503, body: { live: true, reasons: ['draining'] } });
    await closed;
    await expect(stopping.call('GET', '/health')).rejects.toThrow('fetch failed');
  });
});

/** The owner of a clinic of her own, signed in. */
async function aNewOwner({ world }: TestServer, name: string) {
  await aClinic(world, name);
  return done(await signInAs(world, name));
}
