import { createHash } from 'node:crypto';
import { derivedId } from '@lapka/shared/base/id.ts';
import type { Membership } from '@lapka/shared/domain/accounts/account.ts';
import { type StaffRole, staffRoles } from '@lapka/shared/domain/accounts/role.ts';
import type { Caller } from '@lapka/shared/domain/accounts/role.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { tokenWords } from '@lapka/shared/protocol/http/devices.ts';
import { invite } from '../../src/accounts/invitations.ts';
import { openSession, tokensFor } from '../../src/accounts/open-session.ts';
import { revokeDevice } from '../../src/devices/manage-devices.ts';
import { newKeyPair, sealTo } from '../../src/devices/sealed-box.ts';
import { recoveryPublicKey, keptAbout } from '../../src/devices/recovery-keys.ts';
import { type AccountWorld, aMember, done, emailOf, home, password } from './account-world.ts';
import { aLocation } from './clinic-in-town.ts';
import { aDesk } from './desk.ts';
import type { TestServer } from './test-server.ts';
import { anAccount } from './accounts.ts';

/** Everybody who may hold a token. */
export type Role = StaffRole | 'OWNER' | 'ADMIN' | 'DEVICE' | 'REVOKED_DEVICE' | 'NOBODY';
export const everyRole: readonly Role[] = [...staffRoles, 'OWNER', 'ADMIN', 'DEVICE', 'REVOKED_DEVICE', 'NOBODY'];

/** A clinic with one of everything that can be asked for by its id. */
export interface FullClinic {
  readonly clinic: ClinicId;
  readonly ids: Readonly<
    Record<'account' | 'session' | 'invitation' | 'device' | 'hash' | 'location' | 'staff', string>
  >;
  readonly tokens: Readonly<Record<Role, string | undefined>>;
  readonly callers: Readonly<Partial<Record<Role, Caller>>>;
  /** Texts that may be seen by nobody outside. */
  readonly secrets: readonly string[];
}

export async function aFullClinic({ world, call, blobs }: TestServer, name: string): Promise<FullClinic> {
  const clinic = derivedId('Clinic', name);
  const location = await aLocation(world.documents, clinic);
  const passwordHash = done(await world.passwords.rehash(password));
  const tokens: Partial<Record<Role, string>> = {};
  const callers: Partial<Record<Role, Caller>> = {};
  const accounts: string[] = [];
  const enter = async (role: Role, as: Membership): Promise<string> => {
    const account = anAccount(`${name} ${role}`, { passwordHash, memberships: [as] });
    accounts.push(account.id, account.email);
    const place = { text: `browser ${role}`, name: `${name} browser`, clinic: undefined };
    const opened = await world.accounts.transact(async (transaction) => {
      await transaction.accounts.put(account);
      return await openSession(transaction, world, { account, as, place, origin: home });
    });
    const { accessToken, session } = await tokensFor(world, opened.session, opened.refreshToken);
    tokens[role] = accessToken;
    return session;
  };
  let session = '';
  for (const role of staffRoles) {
    const { id: staff, roles, posts } = await aMember(world, clinic, `${name} ${role}`, [role]);
    session = await enter(role, { kind: 'STAFF', clinic, staff, ownsClinic: role === 'CLINIC_OWNER' });
    callers[role] = { kind: 'STAFF', staff, roles, posts, grants: [], authority: 'FULL' };
  }
  const client = derivedId('Client', name);
  await enter('OWNER', { kind: 'OWNER', clinic, client });
  callers['OWNER'] = { kind: 'OWNER', client };
  await enter('ADMIN', { kind: 'ADMIN' });
  callers['ADMIN'] = { kind: 'ADMIN' };
  const desk = await enrolled(world, clinic, location, `${name} desk`);
  const gone = await enrolled(world, clinic, location, `${name} gone desk`);
  for (const [role, each] of [
    ['DEVICE', desk],
    ['REVOKED_DEVICE', gone],
  ] as const) {
    const proof = each.proof((at) => tokenWords(each.device, at));
    tokens[role] = (
      (await call('POST', '/v1/devices/token', { body: { proof } })).body as { accessToken: string }
    ).accessToken;
  }
  const owner = await aMember(world, clinic, `${name} CLINIC_OWNER`, ['CLINIC_OWNER']);
  done(await revokeDevice(world, clinic, owner, gone.device, 'lost'));
  const guest = await aMember(world, clinic, `${name} guest`, ['VET']);
  const invitation = done(
    await invite(world, clinic, owner, { staff: guest.id, email: emailOf(`guest.of.${slug(name)}`) }),
  );
  const bytes = Buffer.concat([Buffer.from('%PDF-1.7 '), Buffer.from(`${name} report`.padEnd(200))]);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const token = tokens['VET'];
  await call('PUT', `/v1/files/${hash}`, { token, body: { bytes: bytes.length, mediaType: 'application/pdf' } });
  await call('PUT', `/v1/files/${hash}/bytes?offset=0`, { token, bytes });
  if ((await blobs.size(`files/${clinic}/${hash}`)) === undefined) throw new Error('the file was not stored');
  const account = anAccount(`${name} VET`).id;
  const ids = { account, session, invitation: invitation.id, device: desk.device, hash, location, staff: guest.id };
  return {
    clinic,
    ids,
    tokens: { NOBODY: undefined, ...tokens } as Record<Role, string | undefined>,
    callers,
    secrets: [
      clinic,
      ...accounts,
      invitation.id,
      invitation.email,
      desk.device,
      gone.device,
      location,
      guest.id,
      `${name} report`,
    ],
  };
}

async function enrolled(world: AccountWorld, clinic: ClinicId, location: string, name: string) {
  const desk = aDesk(world, `${clinic} ${name}`);
  await world.devices.enrol(clinic, desk.device, desk.publicKey);
  const operation = derivedId('Operation', clinic, name);
  const stamp = { operation, at: world.clock.now(), by: { kind: 'SYSTEM' }, device: desk.device } as const;
  const series = name.includes('gone') ? 'B' : 'A';
  const document = {
    id: desk.device,
    kind: 'DEVICE',
    name,
    location,
    series,
    state: { is: 'ADMITTED' },
    v: 1,
    created: stamp,
    changed: stamp,
  };
  const write = { collection: 'settings', document, deleted: false, device: desk.device, operation } as const;
  await world.documents.transactClinic(clinic, (transaction) => transaction.put([write]));
  const key = await recoveryPublicKey(world, clinic);
  await world.devices.keepKey(clinic, desk.device, sealTo(key, Buffer.alloc(32, 7), keptAbout(clinic, desk.device)));
  return desk;
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '.');
}

/** How each route is called about somebody's things: every route must be here. */
export function callAbout(
  route: string,
  { ids }: Pick<FullClinic, 'ids'>,
): { path: string; body?: unknown; bytes?: Uint8Array } {
  const cases: Readonly<Record<string, { body?: unknown; bytes?: Uint8Array; query?: string }>> = {
    'GET /v1/me': {},
    'POST /v1/sign-out': {},
    'PUT /v1/me/password': { body: { present: 'not the right one', wanted: 'nine yellow paper boats' } },
    'GET /v1/me/sessions': {},
    'DELETE /v1/me/sessions/{session}': {},
    'DELETE /v1/me/sessions': {},
    'GET /v1/me/sign-ins': {},
    'POST /v1/me/second-factor': { body: { kind: 'TOTP', password: 'not the right one' } },
    'POST /v1/me/second-factor/confirm': { body: { code: '000000' } },
    'POST /v1/me/second-factor/off': { body: { password: 'not the right one' } },
    'GET /v1/invitations': {},
    'POST /v1/invitations': { body: { staff: ids.staff, email: 'somebody@example.com' } },
    'DELETE /v1/invitations/{invitation}': {},
    'GET /v1/accounts': {},
    'POST /v1/accounts/{account}/suspend': { body: { reason: 'because' } },
    'POST /v1/accounts/{account}/reinstate': {},
    'GET /v1/audit': { query: '?limit=500' },
    'POST /v1/devices/codes': { body: { location: ids.location, name: 'DK-X' } },
    'PUT /v1/devices/self/key': { body: { sealedKey: sealTo(newKeyPair().publicKey, Buffer.alloc(32), 'x') } },
    'GET /v1/devices': {},
    'POST /v1/devices/{device}/revoke': { body: { reason: 'because' } },
    'POST /v1/devices/{device}/key': { body: { password, recipient: newKeyPair().publicKey } },
    'PUT /v1/files/{hash}': { body: { bytes: 209, mediaType: 'application/pdf' } },
    'GET /v1/files/{hash}/upload': {},
    'PUT /v1/files/{hash}/bytes': { bytes: Buffer.from('%PDF-1.7'), query: '?offset=0' },
    'GET /v1/files/{hash}': {},
  };
  const found = cases[route];
  if (found === undefined) throw new Error(`say in two-clinics.ts how ${route} is called`);
  const named: Readonly<Record<string, string>> = ids;
  const path = route.slice(route.indexOf(' ') + 1).replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '');
  const { query = '', ...rest } = found;
  return { path: path + query, ...rest };
}
