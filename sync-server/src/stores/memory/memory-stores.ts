import { randomUUID } from 'node:crypto';
import { assert } from '@lapka/shared/base/assert.ts';
import type { Clock } from '@lapka/shared/base/clock.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import type { AnyCollection } from '@lapka/shared/domain/collection.ts';
import { collections } from '@lapka/shared/domain/collections.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import { chain, emptyChain } from '../audit-chain.ts';
import type { DeviceRegistry } from '../device-registry.ts';
import type { ClinicTransaction, DocumentStore, Moved } from '../document-store.ts';
import type { ClinicEvent, Outbox } from '../outbox.ts';
import type { RecordStore } from '../record-store.ts';
import type { ReminderWatch } from '../reminder-watch.ts';
import { ConstraintBroken } from '../store-errors.ts';
import { ClinicData } from './clinic-data.ts';
import { frozenCopy } from './frozen-copy.ts';
import { type MemoryAccess, putInMemory } from './memory-put.ts';
import { memoryReader } from './memory-reader.ts';
import { memoryDevices } from './memory-devices.ts';
import { memoryReminderWatch } from './memory-reminder-watch.ts';
import { memoryRecordStore } from './memory-record-store.ts';

export interface MemoryOptions {
  readonly clock: Clock;
  readonly records?: RecordStore;
  readonly definitions?: readonly AnyCollection[];
  /** Where to go on from, on a new time line: what `backup` gave. */
  readonly backup?: MemoryBackup;
  /** The name of the time line, where it must not be random. */
  readonly epoch?: string;
}

/** What all clinics had at one moment. */
export type MemoryBackup = ReadonlyMap<ClinicId, ClinicData>;

export interface MemoryStores {
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly reminderWatch: ReminderWatch;
  readonly devices: DeviceRegistry;
  backup(): MemoryBackup;
}

/** Stores that live as long as the process: the same promises but the one about crashes, for tests and simulations. */
export function memoryStores(options: MemoryOptions): MemoryStores {
  const { clock, records = memoryRecordStore(), definitions = collections, backup } = options;
  const byName = new Map(definitions.map((definition) => [definition.key.name, definition]));
  const clinics = new Map<ClinicId, ClinicData>(backup);
  const turns = new Map<ClinicId, Promise<unknown>>();
  const waiting: ClinicEvent[] = [];
  const committed = new Set<(moved: Moved) => void>();
  const published = new Set<() => void>();
  const epoch = options.epoch ?? randomUUID();
  const dataOf = (clinic: ClinicId): ClinicData => clinics.get(clinic) ?? new ClinicData();

  const act = async <T>(clinic: ClinicId, run: (transaction: ClinicTransaction) => Promise<T>): Promise<T> => {
    const before = dataOf(clinic);
    const draft = before.copy();
    draft.epoch = epoch;
    draft.epochStart = before.epoch === epoch ? before.epochStart : before.head;
    const access = {
      clinic,
      records,
      definitionOf: (name: Parameters<MemoryAccess['definitionOf']>[0]) => byName.get(name),
      now: () => clock.now(),
    };
    const result = await run(memoryTransaction(access, draft, epoch));
    const events = draft.published.splice(0);
    const changed = [...draft.changed];
    draft.changed.clear();
    clinics.set(clinic, draft);
    waiting.push(...events.map((event) => ({ ...event, clinic, publishedAt: clock.now() })));
    if (draft.head > before.head) tellLater(committed, { clinic, head: draft.head, collections: changed });
    if (events.length > 0) tellLater(published, undefined);
    return result;
  };

  return {
    documents: {
      readClinic: (clinic, read) => read(memoryReader(clinic, dataOf(clinic), records, epoch)),
      transactClinic: (clinic, run) => {
        const turn = (turns.get(clinic) ?? Promise.resolve()).then(() => act(clinic, run));
        // The next one waits for this one to end, however it ends.
        turns.set(
          clinic,
          turn.catch(() => undefined),
        );
        return turn;
      },
      onCommitted: (listener) => listen(committed, listener),
      forgetBefore: async (moment) => {
        for (const { pushes, taken } of clinics.values()) {
          for (const [name, { at }] of pushes) if (at < moment) pushes.delete(name);
          for (const [name, at] of taken) if (at < moment) taken.delete(name);
        }
      },
      epoch: () => Promise.resolve(epoch),
      close: () => Promise.resolve(),
    },
    outbox: memoryOutbox(waiting, published),
    reminderWatch: memoryReminderWatch(),
    devices: memoryDevices(),
    backup: () => new Map(clinics),
  };
}

function memoryTransaction(access: MemoryAccess, data: ClinicData, epoch: string): ClinicTransaction {
  return {
    ...memoryReader(access.clinic, data, access.records, epoch),
    put: (writes) => putInMemory(access, data, writes),
    attempt: async (part) => {
      const before = data.copy();
      try {
        return ok(await part());
      } catch (problem) {
        if (!(problem instanceof ConstraintBroken)) throw problem;
        data.become(before);
        return err(problem);
      }
    },
    publish: async (events) => void data.published.push(...events.map(frozenCopy)),
    takeOnce: async (consumer, event) => {
      const name = JSON.stringify([consumer, event]);
      if (data.taken.has(name)) return false;
      data.taken.set(name, access.now());
      return true;
    },
    audit: async (entries) => void data.audit.push(...chain(data.audit.at(-1) ?? emptyChain, entries.map(frozenCopy))),
    recallPush: async (device, push) => data.pushes.get(`${device} ${push}`)?.answer,
    rememberPush: async (device, push, answer) => {
      assert(!data.pushes.has(`${device} ${push}`), `push ${push} was answered before`);
      data.pushes.set(`${device} ${push}`, { answer: frozenCopy(answer), at: access.now() });
    },
    noteDeskCopy: async (incarnation, copy) => void data.copies.set(incarnation, copy),
    forget: async (before) => forgetInMemory(data, before),
  };
}

function forgetInMemory(data: ClinicData, before: { readonly removed: Instant; readonly answered: Instant }): void {
  for (const [collection, rows] of data.rows) {
    const gone = [...rows.values()].filter(({ deleted, storedAt }) => deleted && storedAt < before.removed);
    if (gone.length === 0) continue;
    data.floors.set(collection, Math.max(data.floors.get(collection) ?? 0, ...gone.map(({ number }) => number)));
    const forgotten = new Set(gone.map(({ id }) => id));
    data.rows.set(collection, new Map([...rows].filter(([id]) => !forgotten.has(id))));
  }
  for (const [name, { at }] of data.pushes) if (at < before.answered) data.pushes.delete(name);
}

function memoryOutbox(waiting: ClinicEvent[], published: Set<() => void>): Outbox {
  let busy = false;
  return {
    drain: async (limit, hand, without = new Set()) => {
      if (busy) return 'BUSY';
      const events = waiting.filter(({ clinic }) => !without.has(clinic)).slice(0, limit);
      if (events.length === 0) return 'EMPTY';
      busy = true;
      try {
        const heldBack = await hand(events);
        for (const event of events) {
          if (!heldBack.has(event.clinic)) waiting.splice(waiting.indexOf(event), 1);
        }
        return events.length < limit ? 'EMPTY' : 'LEFT';
      } finally {
        busy = false;
      }
    },
    onPublished: (listener) => listen(published, listener),
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** After the commit, and not from within it. */
function tellLater<Told>(listeners: ReadonlySet<(told: Told) => void>, told: Told): void {
  queueMicrotask(() => {
    for (const listener of listeners) listener(told);
  });
}
