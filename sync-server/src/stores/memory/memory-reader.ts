import { collectionHash, documentDigest } from '@lapka/shared/domain/collection-hash.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { ClinicId, DocumentFields } from '@lapka/shared/domain/document.ts';
import { answer } from '@lapka/shared/domain/find.ts';
import type { Need } from '@lapka/shared/domain/world.ts';
import { answeredWorld, questionOf } from '../answered-world.ts';
import type { ClinicReader, Page, StoredDocument } from '../document-store.ts';
import { jsonOf, revisionName } from '../record-revision.ts';
import type { RecordStore } from '../record-store.ts';
import { RecordsUnavailable } from '../store-errors.ts';
import type { ClinicData, Row } from './clinic-data.ts';

export function memoryReader(clinic: ClinicId, data: ClinicData, records: RecordStore, epoch: string): ClinicReader {
  const documentsOf = (collection: CollectionName, rows: readonly Row[]): Promise<readonly StoredDocument[]> =>
    withDocuments(clinic, records, collection, rows);

  const changesAfter = async (
    collection: CollectionName,
    after: number,
    limit: number,
  ): Promise<Page<StoredDocument>> => {
    const newer = [...data.rowsOf(collection).values()].filter(({ number }) => number > after);
    newer.sort((a, b) => a.number - b.number);
    return { documents: await documentsOf(collection, newer.slice(0, limit)), complete: newer.length <= limit };
  };

  const answerTo = async (need: Need): Promise<readonly DocumentFields[]> => {
    const { name } = need.collection;
    const rows = [...data.rowsOf(name).values()].filter((row) => !row.deleted && mayAnswer(row, need));
    const documents = (await documentsOf(name, rows)).map(({ document }) => document);
    return answer(documents, need.kind === 'find' ? need.find : {});
  };

  return {
    get: async (collection, ids) => {
      const rows = data.rowsOf(collection);
      const found = [...new Set(ids)].flatMap((id) => rows.get(id) ?? []);
      return await documentsOf(collection, found);
    },
    world: async (needs) => {
      const answers = needs.map(async (need) => [questionOf(need), await answerTo(need)] as const);
      return answeredWorld(new Map(await Promise.all(answers)));
    },
    changesAfter,
    textsAfter: async (collection, after, limit) => {
      const { documents, complete } = await changesAfter(collection, after, limit);
      const texts = documents.map(({ document, ...envelope }) => ({
        ...envelope,
        id: document.id,
        text: JSON.stringify(document),
      }));
      return { documents: texts, complete };
    },
    recordHistory: (record) => documentsOf('records', data.trail.get(record) ?? []),
    head: () => Promise.resolve(data.head),
    timeLine: () =>
      Promise.resolve({ epoch, start: data.epoch === epoch ? data.epochStart : data.head, head: data.head }),
    collectionState: async (collection, version) => {
      const rows = [...data.rowsOf(collection).values()];
      const living = await documentsOf(
        collection,
        rows.filter(({ deleted }) => !deleted),
      );
      const isOfVersion = living.every(({ document }) => document.v === version);
      return {
        number: Math.max(0, ...rows.map(({ number }) => number)),
        hash: isOfVersion ? collectionHash(living.map(({ document }) => documentDigest(jsonOf(document)))) : undefined,
      };
    },
    floor: (collection) => Promise.resolve(data.floors.get(collection) ?? 0),
    deskCopy: (incarnation) => Promise.resolve(data.copies.get(incarnation)),
    auditAfter: (after, limit) => Promise.resolve(data.audit.slice(after, after + limit)),
  };
}

function mayAnswer({ id, keys }: Row, need: Need): boolean {
  switch (need.kind) {
    case 'get':
      return id === need.id;
    case 'byKey':
      return keys.some(({ key, value }) => key === need.key && value === need.value);
    case 'find':
      return true;
  }
}

async function withDocuments(
  clinic: ClinicId,
  records: RecordStore,
  collection: CollectionName,
  rows: readonly Row[],
): Promise<readonly StoredDocument[]> {
  const keys = rows.flatMap(({ id, held }) => ('content' in held ? [{ record: id, content: held.content }] : []));
  const fetched = keys.length === 0 ? [] : await records.fetch(clinic, keys);
  const texts = new Map(fetched.map((revision) => [revisionName(revision), revision.document]));
  return rows.map(({ id, held, deleted, device, operation, number, revision, storedAt }) => {
    const document =
      'document' in held ? held.document : texts.get(revisionName({ record: id, content: held.content }));
    if (document === undefined) throw new RecordsUnavailable(`revision ${revision} of record ${id} is not there`);
    return { collection, document, deleted, device, operation, number, revision, storedAt };
  });
}
