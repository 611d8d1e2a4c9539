import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { IdMaker } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { Logger } from '@lapka/shared/base/logger.ts';
import { andThen, err, mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { LanState } from '@lapka/shared/bridge/lan.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import type { DeskIdentity } from '../desk-identity.ts';
import type { BridgeLines } from '../serve/bridge-lines.ts';
import { type HttpDoor, type ListenFailure, openHttpDoor } from '../serve/http-door.ts';
import type { Place } from '../serve/session.ts';
import type { Sessions } from '../serve/sessions.ts';
import { staticFiles } from '../serve/static-files.ts';
import type { Store, StoreFailure } from '../store/store.ts';
import { certificateFor, readAuthority } from './authority.ts';
import { lanPages, shownCookie } from './lan-pages.ts';
import { Pairing } from './pairing.ts';
import { type Tablet, Tablets } from './tablets.ts';

const settingsSchema = z.object({
  on: z.boolean(),
  address: z.ipv4(),
  port: z.int(),
  encrypted: z.boolean(),
});
type Settings = z.infer<typeof settingsSchema>;
export type LanWish = Omit<Settings, 'on'>;

const nodeValue = 'lan.door';
/** The router may be slower to wake than this computer, and may have given it another address. */
const retryMilliseconds = 30_000;

export interface LanDoorParts {
  readonly store: Store;
  readonly desk: DeskIdentity;
  readonly clock: Clock;
  /** The moment to stamp a change with: later than every one before. */
  readonly stampTime: () => Instant;
  readonly scheduler: Scheduler;
  readonly ids: IdMaker;
  readonly logger: Logger;
  readonly lines: BridgeLines;
  readonly sessions: Sessions;
  readonly uiFolder: string;
  /** The addresses of this computer in private networks, as they are now. */
  readonly addresses: () => readonly string[];
}

/**
 * The door for tablets in the clinic's network. OFF until a manager turns it on; what is turned on stays so over restarts,
 * or says why it cannot and tries again. Who wants in shows what pairing gave; then it is a screen like any other.
 */
export class LanDoor implements Closable {
  readonly pairing: Pairing;
  readonly tablets: Tablets;
  readonly #parts: LanDoorParts;
  #state: LanState = { state: 'OFF' };
  #door: HttpDoor | undefined;
  #cancelRetry: () => void = () => {};
  #isClosed = false;

  constructor(parts: LanDoorParts) {
    this.#parts = parts;
    this.pairing = new Pairing(parts.clock);
    this.tablets = new Tablets({ ...parts, device: parts.desk.device });
  }

  state(): LanState {
    return this.#state;
  }

  addresses(): readonly string[] {
    return this.#parts.addresses();
  }

  isConnected(tablet: Tablet['id']): boolean {
    return this.#parts.lines.isConnected(tablet);
  }

  /** Opens the door if it was open when this desk was last used. */
  async start(): Promise<void> {
    const kept = settingsSchema.safeParse(this.#parts.store.read((reader) => reader.nodeValue(nodeValue)));
    if (!kept.success || !kept.data.on || this.#isClosed) return;
    const opened = await this.#open(kept.data);
    if (opened.ok) return;
    const { address, port } = kept.data;
    this.#state = { state: 'FAILED', code: opened.error.code, address, port };
    this.#parts.logger.warn('lan: door stays shut', { code: opened.error.code });
    this.#cancelRetry = this.#parts.scheduler.after(retryMilliseconds, () => void this.start());
  }

  async turnOn(wish: LanWish, by: StaffId): Promise<Result<LanState, ListenFailure | StoreFailure>> {
    await this.#shut();
    const opened = await this.#open(wish);
    const done = andThen(opened, () => this.#keep({ ...wish, on: true }, 'lan.turnOn', by));
    if (!done.ok) {
      await this.#shut();
      return done;
    }
    return ok(this.#state);
  }

  async turnOff(by: StaffId): Promise<Result<LanState, StoreFailure>> {
    await this.#shut();
    const kept = settingsSchema.safeParse(this.#parts.store.read((reader) => reader.nodeValue(nodeValue)));
    if (!kept.success) return ok(this.#state);
    return mapOk(this.#keep({ ...kept.data, on: false }, 'lan.turnOff', by), () => this.#state);
  }

  /** Shuts a tablet out; what it has open ends. Answers false when there is no such tablet. */
  forget(tablet: Tablet['id'], by: StaffId): Result<boolean, StoreFailure> {
    const forgotten = this.tablets.forget(tablet, by);
    if (forgotten.ok && forgotten.value) {
      this.#parts.sessions.endTablet(tablet);
      this.#parts.lines.cutTablet(tablet);
    }
    return forgotten;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#shut();
  }

  async #open(wish: LanWish): Promise<Result<void, ListenFailure | StoreFailure>> {
    const { store, desk, clock, uiFolder, lines, scheduler, logger } = this.#parts;
    const { address, port, encrypted } = wish;
    if (!this.addresses().includes(address)) return err(failure('ADDRESS_UNAVAILABLE', { host: address, port }));
    const tls = encrypted ? certificateFor(store, { address, desk: desk.name, now: clock.now() }) : undefined;
    if (encrypted && tls === undefined) return err(failure('STORE_FULL'));
    const authority = encrypted ? store.read((reader) => readAuthority(reader)) : undefined;
    const door = await openHttpDoor({
      host: address,
      port,
      ...(tls === undefined ? {} : { tls }),
      hostNames: [address],
      admit: (request) => this.#placeOf(request, encrypted),
      answer: lanPages({
        encrypted,
        authority: authority?.certificate,
        isKnown: (request) => this.#placeOf(request, encrypted) !== undefined,
        pair: (code, from) => this.#pair(code, from),
        files: staticFiles(uiFolder),
      }),
      lines,
      scheduler,
      logger,
    });
    if (!door.ok) return door;
    this.#door = door.value;
    const url = `${encrypted ? 'https' : 'http'}://${address}:${door.value.port}/`;
    const shown = authority === undefined ? {} : { authorityFingerprint: authority.fingerprint };
    this.#state = { state: 'ON', url, address, port: door.value.port, encrypted, ...shown };
    return ok();
  }

  #pair(code: string, from: string): Result<string, Failure> {
    const invited = this.pairing.redeem(code, from);
    return invited.ok ? this.tablets.admit(invited.value.name, invited.value.by) : invited;
  }

  #placeOf(request: IncomingMessage, encrypted: boolean): Place | undefined {
    const shown = shownCookie(request, encrypted);
    const tablet = shown === undefined ? undefined : this.tablets.recognise(shown);
    return tablet === undefined ? undefined : { kind: 'TABLET', tablet: tablet.id, name: tablet.name };
  }

  #keep(settings: Settings, command: string, staff: StaffId): Result<void, StoreFailure> {
    const { store, stampTime, ids, desk } = this.#parts;
    const by = { kind: 'STAFF' as const, staff };
    const stamp = { operation: ids.next<'Operation'>(), at: stampTime(), by, device: desk.device };
    return store.transact((transactor) => {
      transactor.setNodeValue(nodeValue, settings);
      transactor.appendAudit({ command, stamp, documents: [] });
    });
  }

  async #shut(): Promise<void> {
    this.#cancelRetry();
    const door = this.#door;
    this.#door = undefined;
    this.#state = { state: 'OFF' };
    await door?.close();
  }
}
