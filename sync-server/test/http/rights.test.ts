import { mayRun } from '@lapka/shared/domain/accounts/rights.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFullClinic, callAbout, everyRole, type FullClinic } from '../support/two-clinics.ts';
import { postgresServer, type TestServer } from '../support/test-server.ts';
import { everyRoute, nameOf } from '../support/every-route.ts';

const guarded = everyRoute().filter(({ who }) => who !== 'ANYBODY');
const roundTrips = guarded.flatMap((route) =>
  everyRole.map((role) => ({ route, role, name: `${nameOf(route)} as ${role}` })),
);

let server: TestServer;
let ours: FullClinic;
let theirs: FullClinic;
beforeAll(async () => {
  server = await postgresServer();
  ours = await aFullClinic(server, 'ours');
  theirs = await aFullClinic(server, 'theirs');
});
afterAll(() => server.close());

/** Everything of a clinic that a call could have changed. */
async function stateOf({ clinic, ids, tokens }: FullClinic): Promise<unknown> {
  const { world, call, blobs } = server;
  const paths = ['/v1/accounts', '/v1/devices', '/v1/invitations', '/v1/audit?limit=500'];
  const read = await Promise.all(paths.map((path) => call('GET', path, { token: tokens.CLINIC_OWNER })));
  const sessions = await world.accounts.read(({ sessions: shelf }) => shelf.get(ids.session));
  const bytes = await blobs.size(`files/${clinic}/${ids.hash}`);
  return { answers: read.map(({ status, body }) => ({ status, body })), sessions, bytes };
}

describe('every route, for every role, about the things of another clinic (R-005, R-010, ASVS 8.2)', () => {
  it('tells nothing of it and changes nothing in it', async () => {
    const before = await stateOf(theirs);
    const leaks: string[] = [];
    let calls = 0;
    for (const { route, role, name } of roundTrips) {
      // These end the caller's own session; they come last, below.
      if (/sign-out|DELETE \/v1\/me\/sessions$/.test(nameOf(route))) continue;
      const { path, ...rest } = callAbout(nameOf(route), theirs);
      const answer = await server.call(route.method, path, { ...rest, token: ours.tokens[role] });
      calls += 1;
      const text = answer.bytes.toString('latin1') + JSON.stringify(Object.fromEntries(answer.headers));
      if (theirs.secrets.some((secret) => text.includes(secret))) leaks.push(name);
      if (answer.status >= 500) leaks.push(`${name} answered ${answer.status}`);
    }
    expect(leaks).toEqual([]);
    expect(calls).toBeGreaterThan(200);
    expect(await stateOf(theirs)).toEqual(before);
  });

  it('is open to exactly those who have the right, and to nobody without a token', async () => {
    const wrong: string[] = [];
    for (const { route, role, name } of roundTrips) {
      if (/sign-out|DELETE \/v1\/me\/sessions$/.test(nameOf(route))) continue;
      const { path, ...rest } = callAbout(nameOf(route), theirs);
      const { status } = await server.call(route.method, path, { ...rest, token: ours.tokens[role] });
      const isLetIn = status !== 403 && status !== 401;
      // Wrong passwords in the body also answer 401; those routes are for every person.
      const isAboutMe = route.who === 'PERSON';
      const caller = ours.callers[role];
      const isDevice = role === 'DEVICE' || role === 'REVOKED_DEVICE';
      const mayCall =
        (isDevice && (route.who === 'DEVICE' || route.who === 'STAFF_OR_DEVICE')) ||
        (caller?.kind === 'STAFF' && route.right !== undefined && mayRun(caller, route.right).ok);
      // A device that was shut out only hands over.
      const isRefusedAnyway = role === 'REVOKED_DEVICE' && /self\/key|GET \/v1\/files\/\{hash\}$/.test(nameOf(route));
      if (!isAboutMe && isLetIn !== (mayCall && !isRefusedAnyway) && !isSecondFactorCase(name)) {
        wrong.push(`${name}: ${status}`);
      }
      if (isAboutMe && role === 'NOBODY' && isLetIn) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  it('ends with the session of the caller only', async () => {
    const before = await stateOf(theirs);
    for (const role of everyRole) {
      for (const [method, path] of [
        ['DELETE', '/v1/me/sessions'],
        ['POST', '/v1/sign-out'],
      ] as const) {
        const { status } = await server.call(method, path, { token: ours.tokens[role] });
        expect(status, `${method} ${path} as ${role}`).toBe(
          ['DEVICE', 'REVOKED_DEVICE', 'NOBODY'].includes(role) ? 401 : 204,
        );
      }
    }
    expect(await stateOf(theirs)).toEqual(before);
  });
});

/** The owner of a clinic has the right to a key, and is then asked for an app. */
function isSecondFactorCase(name: string): boolean {
  return name === 'POST /v1/devices/{device}/key as CLINIC_OWNER';
}
