import { bookings } from '@lapka/shared/domain/bookings/booking.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { fullPage, onWire, type WireDocument } from '@lapka/shared/protocol/frames.ts';
import type { PullDays } from '@lapka/shared/protocol/up.ts';
import type { ClinicReader } from '../stores/document-store.ts';
import type { SyncParts } from './accept-push.ts';
import { clinicRights } from './rights.ts';
import type { Pusher } from './taking.ts';

interface FirstDocument {
  readonly collection: CollectionName;
  readonly document: WireDocument;
}

/**
 * What a new desk needs to work with on these days: the bookings, day by day, each after its client and pet (FIRST-2). It
 * ends where a page is full; everything comes again with the pulls that follow.
 */
export function serveDays(
  { store, rights = clinicRights }: SyncParts,
  { clinic }: Pusher,
  { from, below }: PullDays,
): Promise<readonly FirstDocument[]> {
  return store.readClinic(clinic, async (reader) => {
    const find = { where: { date: { from, below } }, sort: { by: 'start' } };
    const booked = (await reader.world([{ kind: 'find', collection: bookings, find }])).find(bookings, find);
    const clients = await living(
      reader,
      'clients',
      booked.map(({ client }) => client),
    );
    const pets = await living(
      reader,
      'pets',
      booked.map(({ pet }) => pet),
    );
    const documents = booked.flatMap((booking) => [
      ...first('clients', clients.get(booking.client)),
      ...first('pets', pets.get(booking.pet)),
      ...first('bookings', booking),
    ]);
    return fitting(documents.filter(({ collection }) => rights.mayRead(collection)));
  });
}

async function living(
  reader: ClinicReader,
  collection: CollectionName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DocumentFields>> {
  const stored = await reader.get(collection, [...new Set(ids)]);
  return new Map(stored.flatMap(({ document, deleted }) => (deleted ? [] : [[document.id, document] as const])));
}

function first(collection: CollectionName, document: DocumentFields | undefined): readonly FirstDocument[] {
  return document === undefined ? [] : [{ collection, document: onWire(document) }];
}

function fitting(documents: readonly FirstDocument[]): readonly FirstDocument[] {
  const seen = new Set<string>();
  const page: FirstDocument[] = [];
  let size = 0;
  for (const one of documents) {
    if (seen.has(one.document.id)) continue;
    seen.add(one.document.id);
    size += Buffer.byteLength(JSON.stringify(one.document));
    if (size > fullPage) break;
    page.push(one);
  }
  return page;
}
