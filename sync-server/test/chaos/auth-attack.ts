import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Place } from '@lapka/shared/protocol/http/accounts.ts';
import { type Tokens, tokensSchema } from '@lapka/shared/protocol/http/accounts.ts';
import { Releases } from '@lapka/shared/base/disposal.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { aClinic, browser, emailOf, password } from '../support/account-world.ts';
import { postgresServer, type TestServer } from '../support/test-server.ts';
import { withEmbedded } from '../support/with-embedded.ts';

export interface AttackReport {
  readonly guesses: number;
  readonly guessesLookedAt: number;
  readonly rightOnes: number;
  /** From the moment the stolen token was shown until the last token of the family was refused. */
  readonly familyDeadAfterMs: number;
  readonly successorsOfTwentyRenewals: number;
  readonly logins: number;
  readonly loginsAnswered: number;
  readonly loopBlockMs: number;
  readonly memoryGrowthMb: number;
}

/** A thousand guesses at once, a stolen refresh token, twenty renewals in one moment, and a crowd at the door. */
export async function attack(url: string | undefined, guesses: number, logins: number): Promise<AttackReport> {
  const releases = new Releases();
  try {
    const server = releases.use(
      await postgresServer({ connections: 8, trustedProxies: 1, ...(url !== undefined && { url }) }),
    );
    await aClinic(server.world);
    const guessed = await guess(server, guesses);
    server.world.clock.advance(16 * 60_000);
    return { ...guessed, ...(await steal(server)), ...(await renewAtOnce(server)), ...(await crowd(server, logins)) };
  } finally {
    await releases.close();
  }
}

/** Each guess from an address of its own, so that only the name counts. */
async function guess({ call, world }: TestServer, guesses: number) {
  world.metrics.passwordChecks.reset();
  const answers = await Promise.all(
    Array.from({ length: guesses }, (_, number) =>
      call('POST', '/v1/sign-in', {
        body: { email: emailOf('anna'), password: `guess number ${number}`, place: browser() },
        headers: { 'x-forwarded-for': `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}` },
      }),
    ),
  );
  const checks = (await world.metrics.passwordChecks.get()).values[0]?.value ?? 0;
  return { guesses, guessesLookedAt: checks, rightOnes: answers.filter(({ status }) => status === 200).length };
}

async function steal(server: TestServer) {
  const first = await signedIn(server);
  const second = tokensSchema.parse((await renew(server, first)).body);
  server.world.clock.advance(31_000);
  const began = performance.now();
  await renew(server, first, browser('the thief'));
  const refused = await Promise.all([
    renew(server, second),
    server.call('GET', '/v1/me', { token: second.accessToken }),
    server.call('GET', '/v1/me', { token: first.accessToken }),
  ]);
  const isDead = refused.every(({ status }) => status === 401);
  return { familyDeadAfterMs: isDead ? Math.round(performance.now() - began) : Number.POSITIVE_INFINITY };
}

async function renewAtOnce(server: TestServer) {
  const tokens = await signedIn(server);
  const renewed = await Promise.all(Array.from({ length: 20 }, () => renew(server, tokens)));
  const successors = renewed.map(({ status, body }) =>
    status === 200 ? tokensSchema.parse(body).refreshToken : 'refused',
  );
  return { successorsOfTwentyRenewals: new Set(successors).size };
}

/** So many people at the door at once, each with a name of their own. */
async function crowd(server: TestServer, logins: number) {
  const memoryBefore = process.memoryUsage.rss();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const answers = await Promise.all(
    Array.from({ length: logins }, (_, number) =>
      server.call('POST', '/v1/sign-in', {
        body: { email: emailOf(`person${number}`), password, place: browser() },
        headers: { 'x-forwarded-for': `10.200.${number >> 8}.${number & 255}` },
      }),
    ),
  );
  delay.disable();
  return {
    logins,
    loginsAnswered: answers.filter(({ status }) => status === 401 || status === 429).length,
    loopBlockMs: Math.round(delay.percentile(99) / 1e6),
    memoryGrowthMb: Math.round((process.memoryUsage.rss() - memoryBefore) / 1e6),
  };
}

async function signedIn(server: TestServer): Promise<Tokens> {
  const body = { email: emailOf('anna'), password, place: browser() };
  return tokensSchema.parse((await server.call('POST', '/v1/sign-in', { body })).body);
}

function renew(server: TestServer, { refreshToken }: Tokens, place: Place = browser()) {
  return server.call('POST', '/v1/refresh', { body: { refreshToken, place } });
}

export const authExperiment: Experiment = {
  promise:
    'guessing is not looked at, a stolen session dies within a second, and a crowd at the door stops nobody else',
  run: ({ rounds = 1_000 }) =>
    withEmbedded(async (url) => {
      const figures = await attack(url, rounds, 100);
      const { guessesLookedAt, rightOnes, familyDeadAfterMs, successorsOfTwentyRenewals, logins, loginsAnswered } =
        figures;
      const kept =
        guessesLookedAt > 0 &&
        guessesLookedAt <= 20 &&
        rightOnes === 0 &&
        familyDeadAfterMs < 1_000 &&
        successorsOfTwentyRenewals === 1 &&
        loginsAnswered === logins &&
        figures.loopBlockMs < 50 &&
        figures.memoryGrowthMb < 400;
      return { kept, figures: { ...figures } };
    }),
};
