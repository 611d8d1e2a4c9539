import { z } from 'zod';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { type Instant, instantSchema, laterOf, plusMinutes } from '@lapka/shared/base/instant.ts';
import { authorityUnder, emergencyEnd, type Lease, leaseAt } from '@lapka/shared/domain/accounts/lease.ts';
import type { Authority } from '@lapka/shared/domain/accounts/role.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import type { Store, StoreFailure } from '../store/store.ts';
import type { Result } from '@lapka/shared/base/result.ts';

const keptSchema = z.object({
  /** When the server was heard of last: from then on the list of staff, their roles and PINs may have changed. */
  contact: instantSchema,
  /** The latest time this device ever saw. */
  latest: instantSchema,
  emergency: z.object({ openedAt: instantSchema, by: idSchema('Staff') }).optional(),
});
type Kept = z.infer<typeof keptSchema>;

const nodeValue = 'identity.lease';
const tick = 60_000;
/** The lease is counted in days, so the disk need not hear of every minute. */
const writeAfterMinutes = 10;

export interface LeaseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** Whether the server is heard of at this moment. */
  readonly isOnline: () => boolean;
}

/**
 * How long this device may be worked at by itself (story 24). While the line stands, the server's list of staff is here,
 * so every PIN is as good as an online sign-in; the lease counts from the last such moment.
 */
export class DeviceLease implements Closable {
  readonly #parts: LeaseParts;
  readonly #listeners = new Set<() => void>();
  #kept: Kept;
  #written: Kept | undefined;
  #told: Authority;
  #cancel: () => void = () => {};

  constructor(parts: LeaseParts) {
    this.#parts = parts;
    const now = parts.clock.now();
    const stored = keptSchema.safeParse(parts.store.read((reader) => reader.nodeValue(nodeValue)));
    // A desk that has just been enrolled has heard of the server a moment ago.
    this.#kept = stored.success ? stored.data : { contact: now, latest: now };
    this.#written = stored.success ? stored.data : undefined;
    this.#told = this.authority();
    this.look();
    this.#tickLater();
  }

  lease(): Lease {
    return leaseAt(this.#kept.contact, this.#parts.clock.now(), this.#kept.latest);
  }

  authority(): Authority {
    return authorityUnder(this.lease(), this.#parts.clock.now(), this.#kept.emergency?.openedAt);
  }

  /** Until when a manager's PIN keeps the expired device open, if it does now. */
  emergencyUntil(): Instant | undefined {
    const { emergency } = this.#kept;
    return this.authority() === 'EMERGENCY' && emergency !== undefined ? emergencyEnd(emergency.openedAt) : undefined;
  }

  /** Opens an expired device for an emergency; the answer is until when. */
  openEmergency(by: StaffId): Result<Instant, StoreFailure> {
    const openedAt = this.#parts.clock.now();
    const kept = { ...this.#kept, emergency: { openedAt, by } };
    const written = this.#parts.store.transact((transactor) => {
      transactor.setNodeValue(nodeValue, kept);
      return emergencyEnd(openedAt);
    });
    if (written.ok) {
      this.#kept = kept;
      this.#written = kept;
      this.#tellWhenChanged();
    }
    return written;
  }

  /** Called when what the session may do has changed: the lease ended or began anew, an emergency opened or closed. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Notes the time and whether the server is there. Called by itself every minute, and when the line comes or goes. */
  look(): void {
    const { clock, isOnline } = this.#parts;
    const now = clock.now();
    // Once the server is there its time counts, and a clock that somebody had set too far ahead is forgotten.
    const times = isOnline() ? { contact: now, latest: now } : { latest: laterOf(this.#kept.latest, now) };
    this.#kept = { ...this.#kept, ...times };
    if (this.#isWorthWriting()) this.#write();
    this.#tellWhenChanged();
  }

  close(): Promise<void> {
    this.#cancel();
    this.#listeners.clear();
    this.#write();
    return Promise.resolve();
  }

  #isWorthWriting(): boolean {
    const written = this.#written?.latest;
    if (written === undefined || this.#kept.latest < written) return true;
    return plusMinutes(written, writeAfterMinutes) <= this.#kept.latest;
  }

  #write(): void {
    const kept = this.#kept;
    const written = this.#parts.store.transact((transactor) => transactor.setNodeValue(nodeValue, kept));
    // A disk that takes no writes: the next look tries again.
    if (written.ok) this.#written = kept;
  }

  #tellWhenChanged(): void {
    const authority = this.authority();
    if (authority === this.#told) return;
    this.#told = authority;
    for (const listener of this.#listeners) listener();
  }

  #tickLater(): void {
    this.#cancel = this.#parts.scheduler.after(tick, () => {
      this.look();
      this.#tickLater();
    });
  }
}
