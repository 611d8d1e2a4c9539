import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import { type Closable, Releases } from '@lapka/shared/base/disposal.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import type { StaffRole } from '@lapka/shared/domain/accounts/role.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import {
  aLocation,
  anOrganisation,
  locationCode,
  locationId,
  series,
} from '@lapka/shared/testing/builders/settings.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { aStamp, deviceId, staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { type ClinicNode, createClinicNode } from '../clinic-node.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import { hashPin } from '../serve/pin-hash.ts';
import { keyFileWrap } from '../store/keys/key-file-wrap.ts';
import { LocalStore } from '../store/local-store.ts';
import type { AuditEntry } from '../store/store.ts';

/** A whole clinic node on a folder of its own, without a server to reach. */
export interface TestDesk extends Closable {
  readonly node: ClinicNode;
  readonly identity: DeskIdentity;
  readonly folder: string;
}

export interface TestDeskOptions {
  readonly time: Clock & Scheduler;
  /** Kept when given, so that a second start finds it. */
  readonly folder?: string;
  readonly addresses?: readonly string[];
  readonly uiFolder?: string;
}

/** The PIN of everybody in the tests. */
export const testPin = '258014';

export const testDeskIdentity: DeskIdentity = {
  clinic: anOrganisation().id,
  device: deviceId('DK-A'),
  location: locationId('L1'),
  name: 'DK-A',
  series: series('A'),
  locationCode: locationCode('L1'),
  zone: zone('Europe/Moscow'),
};

const { privateKey } = generateKeyPairSync('ed25519');

export async function openTestDesk(options: TestDeskOptions): Promise<TestDesk> {
  const releases = new Releases();
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'lapka-desk-'));
  if (options.folder === undefined) releases.add(() => rmSync(folder, { recursive: true, force: true }));
  const { time, uiFolder = folder, addresses = [] } = options;
  const created = await createClinicNode({
    desk: testDeskIdentity,
    dataFolder: path.join(folder, 'desk'),
    // Nothing listens there.
    serverUrl: 'ws://127.0.0.1:9/sync',
    privateKey,
    keyWraps: [keyFileWrap(path.join(folder, 'desk.key'))],
    program: 'test',
    clock: time,
    scheduler: time,
    random: seededRandom(7),
    logger: silentLogger,
    uiFolder,
    lanAddresses: () => addresses,
  });
  if (!created.ok) throw new Error(created.error.code);
  const node = releases.use(created.value);
  return { node, identity: testDeskIdentity, folder, close: () => releases.close() };
}

/** The people of the tests: Anna manages, Mikhail and Ivan are vets, Olga is at the front desk, Pavel has left. */
export async function settle({ store }: Pick<ClinicNode, 'store'>): Promise<void> {
  const hash = await hashPin(testPin);
  const people = [
    person('anna', ['CLINIC_OWNER', 'VET'], hash),
    person('mikhail', ['VET'], hash),
    person('olga', ['FRONT_DESK'], hash),
    { ...person('ivan', ['VET'], hash), pin: { kind: 'SET', hash, set: aStamp(), mustChange: true } as const },
    { ...person('vera', ['VET'], hash), pin: { kind: 'NONE' } as const },
  ];
  const written = store.transact((transactor) => {
    for (const document of [anOrganisation(), aLocation()]) transactor.put(settings, document);
    for (const document of people) transactor.put(staff, document);
  });
  if (!written.ok) throw new Error(written.error.code);
}

function person(name: string, roles: StaffRole[], hash: string): StaffMember {
  const pin = { kind: 'SET', hash, set: aStamp(), mustChange: false } as const;
  return aStaffMember({ id: staffId(name), name: { given: name, family: 'Test' }, roles, pin });
}

/** The audit trail of a desk, oldest first. */
export function auditOf({ node }: TestDesk): AuditEntry[] {
  const { store } = node;
  if (!(store instanceof LocalStore)) throw new TypeError('a desk keeps a local store');
  const rows = store.documents.file.statement<readonly [string]>('SELECT entry FROM audit ORDER BY rowid').all();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the store wrote it as such an entry
  return rows.map(([entry]) => JSON.parse(entry) as AuditEntry);
}
