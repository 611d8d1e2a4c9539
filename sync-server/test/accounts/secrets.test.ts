import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SignJWT } from 'jose';
import { derivedId } from '@lapka/shared/base/id.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import { networkOf } from '../../src/accounts/network-of.ts';
import { isOutdated, Passwords } from '../../src/accounts/passwords.ts';
import { ServerSecret } from '../../src/accounts/server-secret.ts';
import { Turns } from '../../src/accounts/turns.ts';

const now = new FakeClock().now();

describe('the secret of the server', () => {
  it('opens what it has sealed and nothing that was changed, moved or sealed for something else', () => {
    const secret = new ServerSecret('one secret');
    fc.assert(
      fc.property(fc.string(), fc.nat(), (text, place) => {
        const sealed = secret.seal('MAILS', text, 'mail 1');
        expect(secret.open('MAILS', sealed, 'mail 1')).toBe(text);
        expect(() => secret.open('MAILS', sealed, 'mail 2')).toThrow('authenticate');
        expect(() => secret.open('RECOVERY_KEYS', sealed, 'mail 1')).toThrow('authenticate');
        const at = place % sealed.length;
        const other = sealed[at] === 'A' ? 'B' : 'A';
        const changed = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
        expect([undefined, text]).toContain(openOrNothing(secret, changed));
      }),
      { numRuns: 50 },
    );
  });

  it('can be changed: the new one makes, the old one still opens', () => {
    const before = new ServerSecret('old');
    const after = new ServerSecret('new', ['old']);
    const sealed = before.seal('SECOND_FACTORS', 'text', 'x');
    expect(after.open('SECOND_FACTORS', sealed, 'x')).toBe('text');
    expect(after.seal('SECOND_FACTORS', 'text', 'x').split('.')[0]).not.toBe(sealed.split('.')[0]);
    expect(() => new ServerSecret('new').open('SECOND_FACTORS', sealed, 'x')).toThrow('does not have');
  });

  it('makes other hashes for each purpose', () => {
    const secret = new ServerSecret('one secret');
    expect(secret.hash('CODES', 'x')).not.toBe(secret.hash('ATTEMPTS', 'x'));
    expect(secret.hash('CODES', 'x')).not.toBe(new ServerSecret('another').hash('CODES', 'x'));
  });
});

describe('an access token', () => {
  const bearer = {
    kind: 'PERSON',
    account: derivedId('Account', 'a'),
    session: derivedId('SessionFamily', 's'),
  } as const;
  const tokens = new AccessTokens(new ServerSecret('one secret'));

  it('says for whom and how long it was made', async () => {
    const { text, until } = await tokens.make(bearer, 'token 1', now);
    expect(await tokens.verify(text, now)).toEqual({ ok: true, value: { token: 'token 1', until, bearer } });
    expect(await tokens.verify(text, until)).toMatchObject({ error: { code: 'SESSION_EXPIRED' } });
    const device = { kind: 'DEVICE', device: derivedId('Device', 'd'), clinic: derivedId('Clinic', 'c') } as const;
    expect(await tokens.verify((await tokens.make(device, 't', now)).text, now)).toMatchObject({
      value: { bearer: device },
    });
  });

  it('is good while its secret is, also as the older one', async () => {
    const { text } = await tokens.make(bearer, 'token 1', now);
    expect((await new AccessTokens(new ServerSecret('new', ['one secret'])).verify(text, now)).ok).toBe(true);
    expect((await new AccessTokens(new ServerSecret('new')).verify(text, now)).ok).toBe(false);
  });

  it('is refused when it is not ours: changed, unsigned, of another key, audience, type or kind', async () => {
    const { text } = await tokens.make(bearer, 'token 1', now);
    const [head = '', body = '', signature = ''] = text.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forged = [
      `${head}.${encoded({ ...claims, sub: derivedId('Account', 'b') })}.${signature}`,
      `${encoded({ alg: 'none', typ: 'at+jwt' })}.${body}.`,
      `${encoded({ alg: 'HS256', typ: 'at+jwt', kid: 'x' })}.${body}.${signature}`,
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(Buffer.alloc(32, 1)),
      '',
      'a.b.c',
      'a'.repeat(100_000),
    ];
    for (const token of forged) {
      expect(await tokens.verify(token, now), token.slice(0, 80)).toMatchObject({ error: { code: 'NOT_SIGNED_IN' } });
    }
  });
});

describe('turns', () => {
  const work = () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    return { promise, resolve };
  };

  it('lets a few work at once, the others wait in order, and sends away who finds no room', async () => {
    const turns = new Turns({ scheduler: new FakeClock(), atOnce: 2, mostWaiting: 1, longestWait: 1_000 });
    const [first, second, third] = [work(), work(), work()];
    const started: string[] = [];
    const run = (name: string, job: ReturnType<typeof work>) =>
      turns.run(() => {
        started.push(name);
        return job.promise;
      });
    const runs = [run('first', first), run('second', second), run('third', third)];
    expect(await run('fourth', work())).toMatchObject({ error: { code: 'RETRY_LATER' } });
    expect(started).toEqual(['first', 'second']);
    expect(turns.waiting()).toBe(1);
    second.resolve('done');
    await runs[1];
    expect(started).toEqual(['first', 'second', 'third']);
    first.resolve('done');
    third.resolve('done');
    expect(await Promise.all(runs)).toEqual(Array.from({ length: 3 }, () => ({ ok: true, value: 'done' })));
  });

  it('sends away who has waited too long, and gives the turn on when work fails', async () => {
    const clock = new FakeClock();
    const turns = new Turns({ scheduler: clock, atOnce: 1, mostWaiting: 5, longestWait: 1_000 });
    const long = work();
    const failing = turns.run(() => long.promise.then(() => Promise.reject(new Error('broken'))));
    const tired = turns.run(() => Promise.resolve('never'));
    clock.advance(1_000);
    expect(await tired).toMatchObject({ error: { code: 'RETRY_LATER' } });
    const patient = turns.run(() => Promise.resolve('in the end'));
    long.resolve('');
    await expect(failing).rejects.toThrow('broken');
    expect(await patient).toEqual({ ok: true, value: 'in the end' });
  });
});

describe('a password', () => {
  it('is kept as an argon2id hash that other programs read, and fits only itself (R-002)', async () => {
    const passwords = new Passwords(new FakeClock());
    const hash = await passwords.hashNew('seven small grey cats', []);
    expect(hash).toMatchObject({
      value: expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/),
    });
    const stored = hash.ok ? hash.value : '';
    expect(await passwords.fits('seven small grey cats', stored)).toEqual({ ok: true, value: true });
    expect(await passwords.fits('seven small grey cat', stored)).toEqual({ ok: true, value: false });
    expect(await passwords.fits('seven small grey cats', undefined)).toEqual({ ok: true, value: false });
    expect(await passwords.fits('seven small grey cats', 'no hash at all')).toEqual({ ok: true, value: false });
  });

  it('is hashed anew when the settings have changed since', async () => {
    const passwords = new Passwords(new FakeClock());
    // Made with argon2 of PHC: m=8, t=1, p=1.
    const old = '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$';
    expect(isOutdated(old)).toBe(true);
    const fresh = await passwords.rehash('x');
    expect(isOutdated(fresh.ok ? fresh.value : '')).toBe(false);
  });
});

describe('one place on the internet', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:0DB8:0001::', '2001:db8:1:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['', ''],
  ])('%s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

function openOrNothing(secret: ServerSecret, sealed: string): string | undefined {
  try {
    return secret.open('MAILS', sealed, 'mail 1');
  } catch {
    return undefined;
  }
}
