import { createHash, randomBytes } from 'node:crypto';
import type { Clock, Scheduler } from '@lapka/shared/base/clock.ts';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Id, IdMaker } from '@lapka/shared/base/id.ts';
import { type Instant, millisecondsBetween, plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { lockDueAt } from '@lapka/shared/domain/accounts/lease.ts';
import type { StaffId } from '@lapka/shared/domain/document.ts';
import { type Place, Session, type Work } from './session.ts';

export interface SessionsParts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: IdMaker;
  /** After how many untouched minutes a screen locks itself. */
  readonly lockMinutes: () => number;
}

/** For so long a page whose line has ended may come back without a PIN. */
const returnMinutes = 5;

/** The screens of this node and who is signed in at them. It lives in memory: after a restart everybody enters the PIN. */
export class Sessions implements Closable {
  readonly #parts: SessionsParts;
  readonly #here = new Set<Session>();
  /** Whose line has ended, and when. */
  readonly #left = new Map<Session, Instant>();
  #cancel: () => void = () => {};

  constructor(parts: SessionsParts) {
    this.#parts = parts;
  }

  /** A screen has connected; nobody is signed in at it yet. */
  arrived(place: Place): Session {
    const session = new Session(place);
    this.#here.add(session);
    return session;
  }

  /** Its line has ended. */
  left(session: Session): void {
    this.#here.delete(session);
    if (session.work === undefined) return;
    this.#left.set(session, this.#parts.clock.now());
    this.#watch();
  }

  /** Somebody showed the right PIN. The answer is the token that brings the page back after a reload. */
  signIn(session: Session, staff: StaffId): string {
    const now = this.#parts.clock.now();
    const id = this.#parts.ids.next<'Session'>();
    return this.#begin(session, { id, staff, since: now, touchedAt: now, isLocked: false });
  }

  /** Takes over what another connection of the same screen had, under a new token. */
  resume(session: Session, token: string): Result<string, Failure<'SESSION_EXPIRED'>> {
    this.lockOverdue();
    const before = this.#all().find((other) => other.work?.tokenHash === hashOf(token));
    if (before?.work === undefined || before.work.isLocked || !isSamePlace(before.place, session.place)) {
      return err(failure('SESSION_EXPIRED'));
    }
    const { work } = before;
    this.signOut(before);
    return ok(this.#begin(session, work));
  }

  touch(session: Session): void {
    if (session.work?.isLocked !== false) return;
    const touchedAt = this.#parts.clock.now();
    // A listener of the session has nothing to learn from this, so it is not told for every key.
    if (millisecondsBetween(session.work.touchedAt, touchedAt) >= 1_000) session.become({ ...session.work, touchedAt });
  }

  lock(session: Session): void {
    if (session.work !== undefined) session.become({ ...session.work, isLocked: true });
  }

  /** The person of a locked screen showed the right PIN. */
  unlock(session: Session): void {
    if (session.work === undefined) return;
    session.become({ ...session.work, isLocked: false, touchedAt: this.#parts.clock.now() });
    this.#watch();
  }

  signOut(session: Session): void {
    this.#left.delete(session);
    if (session.work !== undefined) session.become(undefined);
  }

  /** Locks what is due; also asked before every call, because a computer that slept has missed its timers. */
  lockOverdue(): void {
    const { clock, lockMinutes } = this.#parts;
    const now = clock.now();
    for (const session of this.#all()) {
      const { work } = session;
      if (work?.isLocked === false && lockDueAt(work.touchedAt, lockMinutes()) <= now) this.lock(session);
    }
    for (const [session, leftAt] of this.#left) {
      if (session.work?.isLocked !== false || plusMinutes(leftAt, returnMinutes) <= now) this.signOut(session);
    }
  }

  /** The screens somebody is signed in at. */
  working(): readonly { readonly session: Session; readonly work: Work }[] {
    return this.#all().flatMap((session) => (session.work === undefined ? [] : [{ session, work: session.work }]));
  }

  /** Ends whatever goes on at a tablet that was shut out. */
  endTablet(tablet: Id<'Tablet'>): void {
    for (const session of this.#all()) {
      if (session.place.kind === 'TABLET' && session.place.tablet === tablet) this.signOut(session);
    }
  }

  close(): Promise<void> {
    this.#cancel();
    for (const session of this.#all()) this.signOut(session);
    return Promise.resolve();
  }

  #begin(session: Session, work: Omit<Work, 'tokenHash'>): string {
    const token = randomBytes(32).toString('base64url');
    session.become({ ...work, tokenHash: hashOf(token) });
    this.#watch();
    return token;
  }

  #all(): Session[] {
    return [...this.#here, ...this.#left.keys()];
  }

  /** Looks again when the next screen may be due. A touch meanwhile only makes that look one too many. */
  #watch(): void {
    this.#cancel();
    const now = this.#parts.clock.now();
    const due = [
      ...this.working().flatMap(({ work }) =>
        work.isLocked ? [] : [lockDueAt(work.touchedAt, this.#parts.lockMinutes())],
      ),
      ...[...this.#left.values()].map((leftAt) => plusMinutes(leftAt, returnMinutes)),
    ].toSorted()[0];
    if (due === undefined) return;
    this.#cancel = this.#parts.scheduler.after(Math.max(1_000, millisecondsBetween(now, due)), () => {
      this.lockOverdue();
      this.#watch();
    });
  }
}

function isSamePlace(one: Place, other: Place): boolean {
  if (one.kind !== 'TABLET' || other.kind !== 'TABLET') return one.kind === other.kind;
  return one.tablet === other.tablet;
}

/** The token has 256 random bits, so a plain hash is enough to keep it out of memory dumps and comparisons by time. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
