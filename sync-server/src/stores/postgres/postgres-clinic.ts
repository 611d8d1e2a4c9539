import type { Instant } from '@lapka/shared/base/instant.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import { chain } from '../audit-chain.ts';
import type { ClinicReader, ClinicTransaction } from '../document-store.ts';
import { addAudit, auditAfter } from './audit-rows.ts';
import { changesAfter, textsAfter, recordHistory } from './change-feed.ts';
import { lockClock, moveClock, readClock } from './clinic-clock.ts';
import { collectionState } from './collection-state.ts';
import { deskCopy, noteDeskCopy } from './desk-copies.ts';
import { envelopeOf } from './envelope.ts';
import { publish, takeOnce } from './event-rows.ts';
import { fetchWorld } from './fetch-world.ts';
import { floorOf, forget } from './forgetting.ts';
import { getRows } from './get-rows.ts';
import { recallPush, rememberPush } from './push-memory.ts';
import { putDocuments } from './put-documents.ts';
import type { DocumentAccess } from './read-documents.ts';
import { withSavepoint } from './savepoint.ts';

export function clinicReader(access: DocumentAccess): ClinicReader {
  const { session } = access;
  return {
    get: async (collection, ids) =>
      (await getRows(access, collection, ids)).map((row) => ({ ...envelopeOf(row), collection, document: row.body })),
    world: (needs) => fetchWorld(access, needs),
    changesAfter: (collection, after, limit) => changesAfter(access, collection, after, limit),
    textsAfter: (collection, after, limit) => textsAfter(access, collection, after, limit),
    recordHistory: (record) => recordHistory(access, record),
    head: async () => (await readClock(session)).timeLine.head,
    timeLine: async () => (await readClock(session)).timeLine,
    collectionState: (collection, version) => collectionState(session, collection, version),
    floor: (collection) => floorOf(session, collection),
    deskCopy: (incarnation) => deskCopy(session, incarnation),
    auditAfter: (after, limit) => auditAfter(session, after, limit),
  };
}

/** Locks the clinic, lets `act` work, and moves the clinic's clock to where the work has ended. */
export async function actInClinic<T>(
  access: DocumentAccess,
  now: () => Instant,
  act: (transaction: ClinicTransaction) => Promise<T>,
): Promise<T> {
  const { session } = access;
  const began = await lockClock(session);
  let { auditEnd } = began;
  let { head } = began.timeLine;
  const collections = new Set<CollectionName>();
  const result = await act({
    ...clinicReader(access),
    head: () => Promise.resolve(head),
    timeLine: () => Promise.resolve({ ...began.timeLine, head }),
    put: async (writes) => {
      const before = head;
      head += writes.length;
      for (const { collection } of writes) collections.add(collection);
      return await putDocuments(access, before, now(), writes);
    },
    attempt: async (part) => {
      const before = { head, auditEnd };
      const attempted = await withSavepoint(session, part);
      if (!attempted.ok) ({ head, auditEnd } = before);
      return attempted;
    },
    publish: (events) => publish(session, now(), events),
    takeOnce: (consumer, event) => takeOnce(session, now(), consumer, event),
    audit: async (entries) => {
      const chained = chain(auditEnd, entries);
      auditEnd = chained.at(-1) ?? auditEnd;
      await addAudit(session, chained);
    },
    recallPush: (device, push) => recallPush(session, device, push),
    rememberPush: (device, push, answer) => rememberPush(session, now(), device, push, answer),
    noteDeskCopy: (incarnation, copy) => noteDeskCopy(session, incarnation, copy),
    forget: (before) => forget(session, before),
  });
  await moveClock(session, began, { head, auditEnd, collections });
  return result;
}
