import { ORPCError } from '@orpc/server';
import { type Instant, instantSchema, plusDays } from '@lapka/shared/base/instant.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { createIdMaker, type IdMaker } from '@lapka/shared/base/id.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import type { Bridge } from '@lapka/shared/bridge/contract.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import { collectionKey, collectionNames, type CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields, OperationId } from '@lapka/shared/domain/document.ts';
import { anOrganisation, locationCode, series } from '@lapka/shared/testing/builders/settings.ts';
import { at, deviceId } from '@lapka/shared/testing/builders/stamp.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import { zone } from '@lapka/shared/base/zone.ts';
import { JoinedChanges } from '../changes.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import { DeviceLease } from '../identity/device-lease.ts';
import { PinCheck } from '../identity/pin-check.ts';
import { LanDoor } from '../lan/lan-door.ts';
import { BridgeLines } from '../serve/bridge-lines.ts';
import { type BridgeRouter, createRouter } from '../serve/router.ts';
import type { Serving } from '../serve/serving.ts';
import { Sessions } from '../serve/sessions.ts';
import type { LocalStore } from '../store/local-store.ts';
import { openMemoryStore, openStore } from '../store/open-store.ts';
import type { AuditEntry, StoreReader } from '../store/store.ts';
import { bridgeOf } from './bridge-of.ts';
import { type ClinicDocuments, clinicDocuments, L1, type PersonKey } from './clinic-documents.ts';

/** A clinic node without network: a real store, the served router, and people at it. The clock stands until it is moved. */
export interface FixtureClinic extends Closable {
  readonly store: LocalStore;
  readonly clock: FakeClock;
  readonly ids: IdMaker;
  readonly router: BridgeRouter;
  /** The bridge as the screen of a signed-in person has it. */
  as(person: PersonKey): Bridge;
  /** The id of what is about to be done. */
  once(): { readonly operation: OperationId };
  put(documents: ClinicDocuments): void;
  read<T>(look: (reader: StoreReader) => T): T;
  /** Everything that is stored, by collection and id, to compare before with after. */
  everything(): ReadonlyMap<string, unknown>;
  audit(): AuditEntry[];
}

interface FixtureOptions {
  /** A wall clock time in Moscow on Monday 2026-11-16. */
  readonly time?: string;
  /** A folder to keep the store in; in memory without one. */
  readonly folder?: string;
  readonly documents?: ClinicDocuments;
}

/** A key like the one a desk draws for its file. */
const key = { bytes: new Uint8Array(32).fill(7) };

export const deskA: DeskIdentity = {
  clinic: anOrganisation().id,
  device: deviceId('DK-A'),
  location: L1,
  name: 'DK-A',
  series: series('A'),
  locationCode: locationCode('L1'),
  zone: zone('Europe/Moscow'),
};

export async function openFixtureClinic(given: FixtureOptions = {}): Promise<FixtureClinic> {
  const { time = '10:00', folder, documents = {} } = given;
  const clock = new FakeClock(at(wallTime(time)));
  const ids = createIdMaker(clock, seededRandom(7));
  const parts = { collections, program: 'test', clock, scheduler: clock, ids, logger: silentLogger };
  const store = folder === undefined ? openMemoryStore(parts) : opened(await openStore({ ...parts, folder, key }));
  const changes = new JoinedChanges(clock);
  const router = createRouter(servingOn(store, clock, ids, changes));
  const clinic: FixtureClinic = {
    store,
    clock,
    ids,
    router,
    as: (person) => bridgeOf(router, clock, ids, person),
    once: () => ({ operation: ids.next<'Operation'>() }),
    put: (given) => putAll(store, given),
    read: (look) => store.read(look),
    everything: () =>
      new Map(
        collectionNames.flatMap((name) =>
          store
            .read((reader) => reader.find(keyOf(name), {}))
            .map((document) => [`${name}/${document.id}`, document] as const),
        ),
      ),
    audit: () =>
      store.documents.file
        .statement<readonly [string]>('SELECT entry FROM audit ORDER BY rowid')
        .all()
        .map(([entry]) => JSON.parse(entry) as AuditEntry),
    close: async () => {
      changes.close();
      await store.close();
    },
  };
  clinic.put(clinicDocuments());
  clinic.put(documents);
  return clinic;
}

/** The code a call was refused with; `ok` when it was not. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (thrown) {
    if (thrown instanceof ORPCError) return String(thrown.code);
    throw thrown;
  }
}

/** A desk without a network, on which the lease never ends. */
function servingOn(store: LocalStore, clock: FakeClock, ids: IdMaker, changes: JoinedChanges): Serving {
  const [desk, scheduler, logger] = [deskA, clock, silentLogger];
  const stampTime = (): Instant => clock.now();
  const sessions = new Sessions({ clock, scheduler, ids, lockMinutes: () => 60 });
  const lines = new BridgeLines({ served: () => ({ router: {}, sessions }), scheduler, logger, ids });
  const lanParts = { store, desk, clock, stampTime, scheduler, ids, logger, lines, sessions };
  const lease = new DeviceLease({ store, clock, scheduler, isOnline: () => true });
  return {
    store,
    desk,
    clock,
    stampTime,
    ids,
    changes,
    logger,
    sessions,
    lease,
    pins: new PinCheck({ store, device: desk.device, clock, stampTime, ids }),
    lan: new LanDoor({ ...lanParts, uiFolder: '', addresses: () => [] }),
    status: () => ({
      desk: desk.name,
      location: desk.location,
      zone: desk.zone,
      now: clock.now(),
      connection: { state: 'OFFLINE', since: instantSchema.parse('2026-11-16T06:40:00.000Z') },
      waiting: 0,
      conflicts: 0,
      lease: { kind: 'VALID', until: plusDays(clock.now(), 14), endsSoon: false },
      store: { state: 'READY', since: clock.now() },
      clockOffset: 0,
      firstSync: { stage: 'COMPLETE', percent: 100 },
      parked: 0,
      repairs: 0,
    }),
    onStatus: () => () => {},
    isSent: () => true,
  };
}

function opened(result: Awaited<ReturnType<typeof openStore>>): LocalStore {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

function putAll(store: LocalStore, documents: ClinicDocuments): void {
  const written = store.transact((transactor) => {
    for (const name of collectionNames) {
      for (const document of documents[name] ?? []) transactor.put(keyOf(name), document);
    }
  });
  if (!written.ok) throw new Error(written.error.code);
}

function keyOf(name: CollectionName) {
  return collectionKey<DocumentFields>(name);
}
