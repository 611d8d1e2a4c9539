import { randomBytes } from 'node:crypto';
import { createIdMaker, derivedId } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import type { Failure } from '@lapka/shared/base/failure.ts';
import type { Result } from '@lapka/shared/base/result.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { StaffRole } from '@lapka/shared/domain/accounts/role.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import { emailSchema } from '@lapka/shared/domain/people/email.ts';
import { currencySchema } from '@lapka/shared/base/money.ts';
import type { Place, SignIn, Tokens } from '@lapka/shared/protocol/http/accounts.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import { AccessTokens } from '../../src/accounts/access-tokens.ts';
import type { AccountParts } from '../../src/accounts/account-parts.ts';
import { authenticate, type Person } from '../../src/accounts/authenticate.ts';
import { verifyEmail } from '../../src/accounts/email-and-password.ts';
import { acceptInvitation, invite } from '../../src/accounts/invitations.ts';
import { Passwords } from '../../src/accounts/passwords.ts';
import { ServerSecret } from '../../src/accounts/server-secret.ts';
import { makeSetupCode, setUpClinic } from '../../src/accounts/set-up-clinic.ts';
import { signIn } from '../../src/accounts/sign-in.ts';
import type { Mail } from '../../src/mail/mail.ts';
import { readMail } from '../../src/mail/waiting-mails.ts';
import { businessEvents } from '../../src/observe/business-events.ts';
import { createMetrics, type Metrics } from '../../src/observe/metrics.ts';
import type { AccountStore } from '../../src/stores/account-store.ts';
import type { DeviceRegistry } from '../../src/stores/device-registry.ts';
import { serverDevice } from '../../src/stores/server-device.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { memoryStores } from '../../src/stores/memory/memory-stores.ts';

export const home = { address: '192.0.2.1' };
export const password = 'seven small grey cats';

export interface AccountWorld extends AccountParts {
  readonly clock: FakeClock;
  readonly metrics: Metrics;
}

interface Stores {
  readonly accounts: AccountStore;
  readonly documents: DocumentStore;
  readonly devices: DeviceRegistry;
  readonly clock: FakeClock;
}

/** Everything accounts need, on given stores or in memory. */
export function accountWorld(stores?: Stores): AccountWorld {
  const clock = stores?.clock ?? new FakeClock();
  const { accounts, documents, devices } = stores ?? memoryStores({ clock });
  const secret = new ServerSecret(randomBytes(32).toString('base64url'));
  const metrics = createMetrics();
  const events = businessEvents(metrics, silentLogger);
  return {
    accounts,
    documents,
    devices,
    clock,
    secret,
    metrics,
    events,
    passwords: new Passwords(clock, events.passwordChecked),
    tokens: new AccessTokens(secret),
    ids: createIdMaker(clock, new SeededChooser(7)),
  };
}

export function browser(name = 'reception'): Place {
  return { on: 'BROWSER', browser: { id: derivedId('Browser', name), name } };
}

export const emailOf = (name: string) => emailSchema.parse(`${name}@example.com`);

/** What a test goes on with; a refusal here is not what the test is about. */
export function done<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export interface Clinic {
  readonly clinic: ClinicId;
  readonly owner: StaffMember['id'];
}

/** A new clinic whose owner has verified the address. */
export async function aClinic(world: AccountWorld, owner = 'anna'): Promise<Clinic> {
  const code = await makeSetupCode(world);
  const name = { ru: 'Лапа', en: 'Paw' };
  const organisation = { name, country: 'RU', currency: currencySchema.parse('RUB') };
  const person = { name: { given: 'Anna', family: 'Owner' }, email: emailOf(owner), password };
  const { clinic, staff } = done(await setUpClinic(world, { code, organisation, owner: person }, home));
  done(await verifyEmail(world, { email: emailOf(owner), code: await lastCode(world, owner) }, home));
  return { clinic, owner: staff };
}

/** Somebody in the staff list. */
export async function aMember(
  world: AccountWorld,
  clinic: ClinicId,
  name: string,
  roles: readonly StaffRole[],
  state: StaffMember['state'] = { status: 'ACTIVE' },
): Promise<StaffMember> {
  const operation = derivedId('Operation', clinic, name, state.status);
  const stamp = { operation, at: world.clock.now(), by: { kind: 'SYSTEM' as const }, device: serverDevice };
  const member: StaffMember = {
    id: derivedId('Staff', clinic, name),
    name: { given: name, family: 'Test' },
    state,
    roles: [...roles],
    posts: [],
    grants: [],
    isChief: false,
    skills: [],
    pin: { kind: 'NONE' },
    v: 1,
    created: stamp,
    changed: stamp,
  };
  const write = { collection: 'staff', document: member, deleted: false, device: serverDevice, operation } as const;
  await world.documents.transactClinic(clinic, (transaction) => transaction.put([write]));
  return member;
}

/** A member of staff with an account. */
export async function anInvited(
  world: AccountWorld,
  { clinic }: Clinic,
  name: string,
  roles: readonly StaffRole[],
): Promise<StaffMember> {
  const member = await aMember(world, clinic, name, roles);
  done(await invite(world, clinic, await ownerOf(world, clinic), { staff: member.id, email: emailOf(name) }));
  done(await acceptInvitation(world, { code: await lastCode(world, name), password }, home));
  return member;
}

async function ownerOf(world: AccountWorld, clinic: ClinicId): Promise<StaffMember> {
  return await aMember(world, clinic, 'the inviting owner', ['CLINIC_OWNER']);
}

export function signInAs(world: AccountWorld, name: string, more: Partial<SignIn> = {}, origin = home) {
  return signIn(world, { email: emailOf(name), password, place: browser(), ...more }, origin);
}

export async function personOf(world: AccountWorld, { accessToken }: Pick<Tokens, 'accessToken'>): Promise<Person> {
  const party = done(await authenticate(world, accessToken));
  if (party.kind !== 'PERSON') throw new Error('not a person');
  return party;
}

/** What waits to be sent to somebody, the latest first. */
export async function mailsTo(world: AccountWorld, name: string): Promise<readonly Mail[]> {
  const waiting = await world.accounts.read(({ mails }) => mails.oldest(1_000));
  return waiting
    .map((mail) => readMail(world.secret, mail))
    .filter(({ to }) => to === emailOf(name))
    .toReversed();
}

export async function lastCode(world: AccountWorld, name: string): Promise<string> {
  const [mail] = await mailsTo(world, name);
  const code = /\b(?:[A-Z2-9]{4}(?:-[A-Z2-9]{4})+|\d{6})\b/.exec(mail?.text ?? '')?.[0];
  if (code === undefined) throw new Error(`nothing with a code was sent to ${name}`);
  return code;
}

export async function auditOf(world: AccountWorld, clinic: ClinicId): Promise<readonly unknown[]> {
  const entries = await world.documents.readClinic(clinic, (reader) => reader.auditAfter(0, 1_000));
  return entries.map(({ content }) => content['event']);
}
