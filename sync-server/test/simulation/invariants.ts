import { canonicalJson, type JsonObject } from '@lapka/shared/base/json.ts';
import type { Booking } from '@lapka/shared/domain/bookings/booking.ts';
import { isHere, isPromised, shareTime } from '@lapka/shared/domain/bookings/booking-times.ts';
import { collectionNames } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import type { InboxEntry } from '@lapka/shared/domain/inbox/inbox.ts';
import type { Task, TaskKind } from '@lapka/shared/domain/inbox/task.ts';
import { reminderDetailsSchema } from '../../src/reminders/owner-facts.ts';
import { emptyChain, firstBroken } from '../../src/stores/audit-chain.ts';
import type { Evidence } from './evidence.ts';

export interface Invariant {
  /** What the clinic is promised. */
  readonly promise: string;
  /** Where it was broken, in words; empty when it was kept. */
  readonly broken: (evidence: Evidence) => readonly string[];
}

export const invariants = {
  quiet: { promise: 'everything comes to rest once it can', broken: ({ unrest }) => unrest },
  sameByQuery: { promise: 'all desks have what the server has', broken: differences },
  sameByHash: { promise: 'all desks have the hashes of the server', broken: hashDifferences },
  nothingLost: { promise: 'no acknowledged change is lost', broken: lostChanges },
  auditOnce: { promise: 'every acknowledged change is in the audit trail once', broken: auditGaps },
  refusalsShown: { promise: 'every refusal is a task', broken: hiddenRefusals },
  oneBookingPerSlot: { promise: 'no two live bookings share a slot', broken: sharedSlots },
  losersHaveTasks: { promise: 'who lost a slot has a task', broken: losersWithoutTask },
  numbersOnce: { promise: 'each number is given once', broken: doubledNumbers },
  remindedOnce: { promise: 'each reminder is planned once', broken: doubledReminders },
} satisfies Readonly<Record<string, Invariant>>;

function differences({ server, desks }: Evidence): string[] {
  return desks.flatMap((desk) =>
    collectionNames.flatMap((name) => {
      const [here, there] = [desk.documents.get(name), server.documents.get(name)];
      const ids = new Set([...(here?.keys() ?? []), ...(there?.keys() ?? [])]);
      return [...ids].flatMap((id) => {
        const [mine, theirs] = [here?.get(id), there?.get(id)];
        if (mine === undefined) return [`${desk.name} lacks ${name} ${id}`];
        if (theirs === undefined) return [`${desk.name} has ${name} ${id}, which the server lacks`];
        return json(mine) === json(theirs) ? [] : [`${desk.name} has another state of ${name} ${id}`];
      });
    }),
  );
}

function hashDifferences({ server, desks }: Evidence): string[] {
  return desks.flatMap((desk) =>
    collectionNames.flatMap((name) => {
      const [here, there] = [desk.hashes.get(name), server.hashes.get(name)];
      return here !== undefined && here === there ? [] : [`${desk.name} ${name}: hash ${here}, server ${there}`];
    }),
  );
}

/**
 * What was made must be there, unless it was refused and is kept in a task; what was changed must show that change, in its
 * history or in its last stamp, unless somebody changed the same document later.
 */
function lostChanges(evidence: Evidence): string[] {
  const { notebook, server } = evidence;
  const refused = new Set(
    tasksOf(evidence, 'REFUSED_CHANGE').map(({ subject }) => `${subject.collection} ${subject.id}`),
  );
  const lastTouch = new Map<string, number>();
  for (const [order, { documents, goneWithTheDisk }] of notebook.acknowledged.entries()) {
    if (!goneWithTheDisk) for (const { collection, id } of documents) lastTouch.set(`${collection} ${id}`, order);
  }
  return notebook.acknowledged.flatMap((one, order) => {
    if (one.goneWithTheDisk) return [];
    return one.documents.flatMap(({ collection, id }) => {
      const name = `${collection} ${id}`;
      if (refused.has(name)) return [];
      const stored = server.documents.get(collection)?.get(id);
      const what = `${one.command} of step ${one.step} at ${one.desk} (${name})`;
      if (stored === undefined) return [`${what} is gone`];
      const mustShow = collection === 'bookings' || lastTouch.get(name) === order;
      const shows = json(stored).includes(one.operation) || stored.merged !== undefined;
      return mustShow && !shows ? [`${what} has left no trace`] : [];
    });
  });
}

function auditGaps({ notebook, audit }: Evidence): string[] {
  const times = new Map<string, number>();
  for (const { content } of audit) {
    const operation = operationIn(content);
    times.set(operation, (times.get(operation) ?? 0) + 1);
  }
  const broken = firstBroken(emptyChain, audit);
  return [
    ...(broken === undefined ? [] : [`the chain is broken at ${JSON.stringify(broken)}`]),
    ...[...times].flatMap(([operation, count]) => (count === 1 ? [] : [`${operation} is in the trail ${count} times`])),
    ...notebook.acknowledged.flatMap(({ operation, command, desk, step, auditGoneWithTheDisk }) =>
      times.has(operation) || auditGoneWithTheDisk ? [] : [`${command} of step ${step} at ${desk} is not in the trail`],
    ),
  ];
}

function hiddenRefusals(evidence: Evidence): string[] {
  const shown = new Set(tasksOf(evidence, 'REFUSED_CHANGE').map(({ subject }) => subject.id));
  return evidence.notebook.refusals.flatMap(({ desk, collection, id, reason, goneWithTheDisk }) =>
    shown.has(id) || goneWithTheDisk ? [] : [`${desk} was refused ${collection} ${id} (${reason}) and nobody is told`],
  );
}

function sharedSlots(evidence: Evidence): string[] {
  const live = bookingsOf(evidence).filter(
    (booking) => booking.source !== 'WALK_IN' && (isPromised(booking) || isHere(booking)),
  );
  return live.flatMap((one, index) =>
    live.slice(index + 1).flatMap((other) => {
      const bothHere = isHere(one) && isHere(other);
      return bothHere || shareTime(one, other) === undefined ? [] : [`${one.code} and ${other.code} share a slot`];
    }),
  );
}

function losersWithoutTask(evidence: Evidence): string[] {
  const told = new Set(tasksOf(evidence, 'SLOT_CONFLICT').map(({ subject }) => subject.id));
  return bookingsOf(evidence).flatMap((booking) =>
    booking.status === 'PENDING' && booking.waiting.why === 'SLOT_CONFLICT' && !told.has(booking.id)
      ? [`${booking.code} lost its slot and no task says so`]
      : [],
  );
}

function doubledNumbers(evidence: Evidence): string[] {
  const numbers = bookingsOf(evidence).map(({ code }) => code);
  const counts = Map.groupBy(numbers, (number) => number);
  return [...counts].flatMap(([number, all]) => (all.length === 1 ? [] : [`${number} is given ${all.length} times`]));
}

function doubledReminders({ notices }: Evidence): string[] {
  const keys = notices.flatMap(({ details }) => reminderDetailsSchema.parse(details).items.map(({ key }) => key));
  const counts = Map.groupBy(keys, (key) => key);
  return [...counts].flatMap(([key, all]) => (all.length === 1 ? [] : [`${key} is planned ${all.length} times`]));
}

function bookingsOf({ server }: Evidence): Booking[] {
  return [...(server.documents.get('bookings')?.values() ?? [])] as unknown as Booking[];
}

function tasksOf({ server }: Evidence, kind: TaskKind): Task[] {
  const entries = [...(server.documents.get('inbox')?.values() ?? [])] as unknown as InboxEntry[];
  return entries.flatMap((entry) => (entry.kind === 'TASK' && entry.task === kind ? [entry] : []));
}

function operationIn(content: JsonObject): string {
  const found = /"operation":"([^"]+)"/.exec(JSON.stringify(content));
  return found?.[1] ?? '';
}

function json(document: DocumentFields): string {
  return canonicalJson(document as unknown as JsonObject);
}
