import { derivedId } from '@lapka/shared/base/id.ts';
import { type Instant, plusSeconds } from '@lapka/shared/base/instant.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { Actor, OperationId, Stamp } from '@lapka/shared/domain/document.ts';
import type { PushOutcome, PushResult } from '@lapka/shared/protocol/down.ts';
import type { WireDocument } from '@lapka/shared/protocol/frames.ts';
import type { PushRow } from '@lapka/shared/protocol/up.ts';
import type { DocumentStore } from '../../src/stores/document-store.ts';
import { acceptPush, type SyncParts } from '../../src/sync/accept-push.ts';
import type { Rights } from '../../src/sync/rights.ts';
import type { Pusher } from '../../src/sync/taking.ts';
import { clinicOf, deviceOf, idOf, noon } from './documents.ts';
import { syncCollectionNamed } from './sync-collections.ts';

export const everything: Rights = {
  needs: () => [],
  mayWrite: () => ({ ok: true, value: undefined }),
  mayRead: () => true,
};

/** A desk as the server sees it: it names its documents shortly and pushes them without a socket. */
export class SyncDesk {
  readonly pusher: Pusher;
  readonly #parts: SyncParts;
  #pushes = 0;

  constructor(
    store: DocumentStore,
    name: string,
    given: { rights?: Rights; clinic?: string; incarnation?: string } = {},
  ) {
    const { rights = everything, clinic = 'ours', incarnation = name } = given;
    this.pusher = {
      clinic: clinicOf(clinic),
      device: deviceOf(name),
      incarnation: derivedId('Incarnation', incarnation),
    };
    this.#parts = { store, definitionOf: syncCollectionNamed, rights };
  }

  get parts(): SyncParts {
    return this.#parts;
  }

  nextPush(): OperationId {
    this.#pushes += 1;
    return derivedId('Operation', this.pusher.incarnation, String(this.#pushes));
  }

  push(collection: CollectionName, rows: readonly PushRow[], push = this.nextPush()): Promise<PushResult> {
    return acceptPush(this.#parts, this.pusher, { t: 'PUSH', request: 1, push, collection, rows: [...rows] }, noon);
  }

  /** Pushes one row and answers what became of it. */
  async pushOne(collection: CollectionName, wanted: WireDocument, base?: WireDocument): Promise<PushOutcome> {
    const { rows } = await this.push(collection, [row(wanted, base)]);
    return rows[0]!;
  }
}

export function row(wanted: WireDocument, base?: WireDocument, deleted = false): PushRow {
  return { ...(base === undefined ? {} : { base }), wanted, deleted };
}

/** Somebody's change, so many seconds after noon. */
export function stampOf(seconds: number, by: Actor = { kind: 'SYSTEM' }): Stamp {
  const at: Instant = plusSeconds(noon, seconds);
  return { operation: derivedId('Operation', 'command', String(seconds)), at, by, device: deviceOf('desk') };
}

type Fields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

function document(name: string, fields: Fields, seconds: number, v: number): WireDocument {
  return { id: idOf(name), v, created: { ...stampOf(0) }, changed: { ...stampOf(seconds) }, ...fields };
}

export const note = (name: string, lines: readonly string[], seconds = 0): WireDocument =>
  document(name, { lines }, seconds, 2);
export const place = (name: string, where: string, seconds = 0): WireDocument =>
  document(name, { place: where, status: 'HELD' }, seconds, 1);
export const draft = (name: string, text: string, signed = false, seconds = 0): WireDocument =>
  document(name, { text, signed }, seconds, 1);
export const entry = (name: string, amount: number): WireDocument => document(name, { amount }, 0, 1);
