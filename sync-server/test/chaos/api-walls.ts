import { derivedId } from '@lapka/shared/base/id.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { openSession, tokensFor } from '../../src/accounts/open-session.ts';
import { aMember, home } from '../support/account-world.ts';
import { anAccount } from '../support/accounts.ts';
import { aLocation } from '../support/clinic-in-town.ts';
import { postgresServer, type TestServer } from '../support/test-server.ts';
import { withEmbedded } from '../support/with-embedded.ts';

export interface ApiWallsOptions {
  readonly requests: number;
  readonly clinics: number;
  readonly connections: number;
  readonly seed: number;
}

export interface ApiWallsReport {
  readonly requests: number;
  readonly answered: number;
  readonly ownIdsSeen: number;
  readonly foreignIdsSeen: number;
  readonly failed: number;
}

/**
 * Requests of many clinics over HTTP, all at once over a few connections to the database. All ids of a clinic hold a mark
 * of it, so an answer with another clinic's mark is a hole in the wall.
 */
export async function pressApiWalls(url: string | undefined, options: ApiWallsOptions): Promise<ApiWallsReport> {
  const { requests, clinics, connections, seed } = options;
  const server = await postgresServer({ connections, ...(url !== undefined && { url }) });
  const chooser = new SeededChooser(seed);
  try {
    const people: Signed[] = [];
    for (let number = 0; number < clinics; number++) people.push(await aSignedOwner(server, number));
    const marks = people.map(({ mark }) => mark);
    let [asked, answered, ownIdsSeen, foreignIdsSeen, failed] = [0, 0, 0, 0, 0];
    const lane = async (): Promise<void> => {
      while (asked < requests) {
        asked += 1;
        const person = chooser.pick(people);
        const { method, path, body } = chooser.pick(questions(person, chooser));
        const answer = await server.call(method, path, { token: person.token, body });
        const text = JSON.stringify(answer.body);
        if (answer.status >= 500) failed += 1;
        else answered += 1;
        for (const mark of marks) {
          if (!text.includes(mark)) continue;
          if (mark === person.mark) ownIdsSeen += 1;
          else foreignIdsSeen += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: connections * 8 }, lane));
    return { requests: asked, answered, ownIdsSeen, foreignIdsSeen, failed };
  } finally {
    await server.close();
  }
}

interface Signed {
  readonly clinic: ClinicId;
  readonly mark: string;
  readonly token: string;
  readonly location: string;
}

async function aSignedOwner({ world }: TestServer, number: number): Promise<Signed> {
  const mark = `mark${String(number).padStart(4, '0')}`;
  const clinic = derivedId('Clinic', mark);
  const location = await aLocation(world.documents, clinic);
  const { id: staff } = await aMember(world, clinic, mark, ['CLINIC_OWNER']);
  const as = { kind: 'STAFF', clinic, staff, ownsClinic: true } as const;
  const account = anAccount(mark, { memberships: [as] });
  const place = { text: `browser ${mark}`, name: mark, clinic: undefined };
  const { session, refreshToken } = await world.accounts.transact(async (transaction) => {
    await transaction.accounts.put(account);
    return await openSession(transaction, world, { account, as, place, origin: home });
  });
  return { clinic, mark, location, token: (await tokensFor(world, session, refreshToken)).accessToken };
}

/** What the owner of a clinic may ask, reading and writing. Everything answered carries the mark, in an address or name. */
function questions({ mark, location, clinic }: Signed, chooser: SeededChooser) {
  const staff = derivedId('Staff', clinic, mark);
  const email = `${mark}.${chooser.between(1, 9)}@example.com`;
  return [
    { method: 'GET', path: '/v1/me' },
    { method: 'GET', path: '/v1/accounts' },
    { method: 'GET', path: '/v1/me/sessions' },
    { method: 'GET', path: '/v1/devices' },
    { method: 'GET', path: '/v1/audit?limit=20' },
    { method: 'GET', path: '/v1/invitations' },
    { method: 'POST', path: '/v1/invitations', body: { staff, email } },
    { method: 'POST', path: '/v1/devices/codes', body: { location, name: mark } },
  ];
}

export const apiWallsExperiment: Experiment = {
  promise: 'requests of a hundred clinics over four connections answer nobody with anything of another clinic',
  run: ({ rounds = 10_000, seed }) =>
    withEmbedded(async (url) => {
      const figures = await pressApiWalls(url, { requests: rounds, clinics: 100, connections: 4, seed });
      const isPressed = figures.ownIdsSeen > rounds / 4 && figures.answered === figures.requests;
      return { kept: isPressed && figures.foreignIdsSeen === 0, figures: { ...figures } };
    }),
};
