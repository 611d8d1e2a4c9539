import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Id, IdMaker } from '@lapka/shared/base/id.ts';
import { idSchema } from '@lapka/shared/base/id.ts';
import { type Instant, instantSchema, plusDays, plusMinutes } from '@lapka/shared/base/instant.ts';
import { mapOk, ok, type Result } from '@lapka/shared/base/result.ts';
import type { DeviceId, StaffId } from '@lapka/shared/domain/document.ts';
import type { Store, StoreFailure, StoreReader, StoreTransactor } from '../store/store.ts';

const tabletSchema = z.object({
  id: idSchema('Tablet'),
  name: z.string(),
  secretHash: z.string(),
  pairedAt: instantSchema,
  seenAt: instantSchema.optional(),
});
export type Tablet = z.infer<typeof tabletSchema>;
const keptSchema = z.object({ tablets: z.array(tabletSchema) });

const nodeValue = 'lan.tablets';
/** A tablet nobody used for so long has to be let in anew. */
export const forgottenAfterDays = 90;
/** When a tablet was seen last is told by the day, so the disk need not hear of every page. */
const seenAfterMinutes = 60;

interface Parts {
  readonly store: Store;
  readonly device: DeviceId;
  readonly clock: Clock;
  /** The moment to stamp a change with: later than every one before. */
  readonly stampTime: () => Instant;
  readonly ids: IdMaker;
}

/** The tablets that were let in. What a tablet shows at the door is a secret of its own, kept here as a hash. */
export class Tablets {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  list(): readonly Tablet[] {
    return this.#parts.store.read((reader) => this.#known(reader));
  }

  /** Lets a tablet in; the answer is what it has to show from now on. */
  admit(name: string, by: StaffId): Result<string, StoreFailure> {
    const secret = randomBytes(32);
    const id = this.#parts.ids.next<'Tablet'>();
    const pairedAt = this.#parts.clock.now();
    const tablet = { id, name, secretHash: hashOf(secret), pairedAt };
    const written = this.#change('lan.admit', by, (tablets) => [...tablets, tablet]);
    return mapOk(written, () => `${id}.${secret.toString('base64url')}`);
  }

  /** The tablet that shows this, if there is one; it counts as seen. */
  recognise(shown: string): Tablet | undefined {
    const [id, secret = ''] = shown.split('.');
    const tablet = this.list().find((each) => each.id === id);
    if (tablet === undefined || !isSame(tablet.secretHash, hashOf(Buffer.from(secret, 'base64url')))) return undefined;
    this.#seen(tablet);
    return tablet;
  }

  /** Answers false when there is no such tablet. */
  forget(id: Id<'Tablet'>, by: StaffId): Result<boolean, StoreFailure> {
    if (!this.list().some((each) => each.id === id)) return ok(false);
    const written = this.#change('lan.forget', by, (tablets) => tablets.filter((each) => each.id !== id));
    return mapOk(written, () => true);
  }

  #seen(tablet: Tablet): void {
    const { store, clock } = this.#parts;
    const now = clock.now();
    if (tablet.seenAt !== undefined && plusMinutes(tablet.seenAt, seenAfterMinutes) > now) return;
    store.transact((transactor) => {
      const tablets = this.#known(transactor);
      keep(
        transactor,
        tablets.map((each) => (each.id === tablet.id ? { ...each, seenAt: now } : each)),
      );
    });
  }

  #change(
    command: string,
    staff: StaffId,
    change: (tablets: readonly Tablet[]) => readonly Tablet[],
  ): Result<void, StoreFailure> {
    const { store, device, stampTime, ids } = this.#parts;
    const by = { kind: 'STAFF' as const, staff };
    const stamp = { operation: ids.next<'Operation'>(), at: stampTime(), by, device };
    return store.transact((transactor) => {
      keep(transactor, change(this.#known(transactor)));
      transactor.appendAudit({ command, stamp, documents: [] });
    });
  }

  #known(reader: StoreReader): readonly Tablet[] {
    const kept = keptSchema.safeParse(reader.nodeValue(nodeValue));
    const now = this.#parts.clock.now();
    return kept.success ? kept.data.tablets.filter((tablet) => isRemembered(tablet, now)) : [];
  }
}

function isRemembered({ pairedAt, seenAt }: Tablet, now: Instant): boolean {
  return now < plusDays(seenAt ?? pairedAt, forgottenAfterDays);
}

function keep(transactor: StoreTransactor, tablets: readonly Tablet[]): void {
  transactor.setNodeValue(nodeValue, { tablets: tablets.map((tablet) => ({ ...tablet })) });
}

function hashOf(secret: Uint8Array): string {
  return createHash('sha256').update(secret).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
