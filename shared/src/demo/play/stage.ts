import { assert, BrokenPromise } from '../../base/assert.ts';
import type { Failure } from '../../base/failure.ts';
import { createIdMaker, type Id, type IdMaker } from '../../base/id.ts';
import { type Instant, plusDays } from '../../base/instant.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Result } from '../../base/result.ts';
import type { AuditEntry } from '../../domain/accounts/audit-entry.ts';
import type { CommandName } from '../../domain/accounts/command-names.ts';
import { mayRun, type Target } from '../../domain/accounts/rights.ts';
import type { Caller } from '../../domain/accounts/role.ts';
import type { CollectionKey, CollectionName } from '../../domain/collection-key.ts';
import type { Actor, DeviceId, DocumentFields, Stamp } from '../../domain/document.ts';
import type { Branch } from '../organisation/branch.ts';

/** A document of the demo, with the collection it belongs to. */
export interface DemoDocument {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
}

/** Somebody who runs commands: who that is to documents, and what it may do. */
export interface Player {
  readonly actor: Actor;
  readonly caller: Caller;
}

export const system: Player = { actor: { kind: 'SYSTEM' }, caller: { kind: 'SYSTEM' } };

/** Who runs a command, on which device, when, and on what. */
export interface Scene {
  readonly by: Player;
  readonly device: DeviceId;
  readonly at: Instant;
  readonly target?: Target;
  readonly details?: JsonObject;
}

/** One command of the history: what it decides with, and where it writes. */
export interface Act {
  readonly stamp: Stamp;
  readonly now: Instant;
  readonly id: <Kind extends string>() => Id<Kind>;
  readonly put: <Document extends DocumentFields>(collection: CollectionKey<Document>, document: Document) => void;
}

/** The value of a decision. The demo asks for nothing that a rule refuses, so a refusal is a mistake of the plan. */
export function granted<T, E extends Failure>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new BrokenPromise(`a rule refused: ${result.error.code} ${JSON.stringify(result.error.details)}`);
}

/**
 * Where the history of a branch happens: commands write documents, each leaves a line of the audit, and what will not
 * change any more is handed out, so that a long history needs little memory.
 */
export class Stage {
  readonly #ids: IdMaker;
  readonly #documents = new Map<CollectionName, Map<string, DocumentFields>>();
  readonly #handedOut = new Set<string>();
  #audit: AuditEntry[] = [];
  #now: Instant | undefined;

  constructor(branch: Branch) {
    const clock = { now: (): Instant => this.#moment() };
    this.#ids = createIdMaker(clock, branch.chooser('ids'));
  }

  /** Runs one command of the history, if whoever runs it may. */
  act<T>(command: CommandName, scene: Scene, run: (act: Act) => T): T {
    const { by, target = {}, details = {} } = scene;
    granted(mayRun(by.caller, command, target));
    const changed = new Map<string, { collection: CollectionName; id: string }>();
    const result = this.#run(scene, run, (collection, id) => changed.set(id, { collection, id }));
    this.#audit.push({
      id: this.#ids.next<'AuditEntry'>(),
      stamp: result.stamp,
      location: target.location ?? null,
      command,
      outcome: { kind: 'DONE', changed: [...changed.values()].slice(0, 500) },
      reason: null,
      details,
      address: null,
    });
    return result.value;
  }

  /** What the server writes by itself, because a rule or the calendar says so. */
  follow<T>(scene: Omit<Scene, 'by'>, run: (act: Act) => T): T {
    return this.#run({ ...scene, by: system }, run, () => undefined).value;
  }

  #run<T>(
    { by, device, at }: Scene,
    run: (act: Act) => T,
    note: (collection: CollectionName, id: string) => void,
  ): { readonly value: T; readonly stamp: Stamp } {
    this.#now = at;
    const stamp: Stamp = { operation: this.#ids.next<'Operation'>(), at, by: by.actor, device };
    const value = run({
      stamp,
      now: at,
      id: <Kind extends string>() => this.#ids.next<Kind>(),
      put: (collection, document) => {
        this.#put(collection.name, document);
        note(collection.name, document.id);
      },
    });
    return { value, stamp };
  }

  get<Document extends DocumentFields>(collection: CollectionKey<Document>, id: Document['id']): Document {
    const found = this.#documents.get(collection.name)?.get(id);
    assert(found !== undefined, `${collection.name} ${id} is not on the stage`);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was put under a key comes back under it
    return found as unknown as Document;
  }

  all<Document extends DocumentFields>(collection: CollectionKey<Document>): Document[] {
    const found: unknown = [...(this.#documents.get(collection.name)?.values() ?? [])];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what was put under a key comes back under it
    return found as Document[];
  }

  /** Hands out the documents of some collections that have not changed for `days` and will not change any more. */
  settled(names: readonly CollectionName[], now: Instant, days: number): DemoDocument[] {
    const before = plusDays(now, -days);
    return this.#handOut(names, (document) => document.changed.at < before);
  }

  /** Hands out all that is left. */
  rest(): DemoDocument[] {
    return this.#handOut([...this.#documents.keys()], () => true);
  }

  /** The audit since it was taken last. */
  takeAudit(): AuditEntry[] {
    const taken = this.#audit;
    this.#audit = [];
    return taken;
  }

  #put(collection: CollectionName, document: DocumentFields): void {
    assert(!this.#handedOut.has(document.id), `${collection} ${document.id} changed after it was handed out`);
    const known = this.#documents.get(collection) ?? new Map<string, DocumentFields>();
    this.#documents.set(collection, known);
    known.set(document.id, document);
  }

  #handOut(names: readonly CollectionName[], isReady: (document: DocumentFields) => boolean): DemoDocument[] {
    return names.flatMap((collection) => {
      const kept = this.#documents.get(collection) ?? new Map<string, DocumentFields>();
      const ready = [...kept.values()].filter(isReady);
      for (const { id } of ready) {
        kept.delete(id);
        this.#handedOut.add(id);
      }
      return ready.map((document) => ({ collection, document }));
    });
  }

  #moment(): Instant {
    assert(this.#now !== undefined, 'ids are made within a command');
    return this.#now;
  }
}
