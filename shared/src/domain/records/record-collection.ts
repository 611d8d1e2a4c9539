import type { CollectionDefinition, DocumentKey } from '../collection.ts';
import { vaccinationEvents } from '../vaccinations/vaccination-events.ts';
import { acceptRecord, recordNeeds } from './record-acceptance.ts';
import { mergeRecords } from './record-merge.ts';
import { type MedicalRecord, records, recordSchema, recordsVersion } from './record.ts';

export const recordCollection: CollectionDefinition<MedicalRecord> = {
  key: records,
  schema: recordSchema,
  version: recordsVersion,
  upgrades: {},
  indexes: [['pet', 'date'], ['kind', 'status'], ['nextDue'], ['origin.booking']],
  keys: (record) => hashesOf(record).map((value): DocumentKey => ({ key: 'file', value })),
  searchEntry: () => undefined,
  needs: recordNeeds,
  accept: acceptRecord,
  merge: mergeRecords,
  mayRemove: (record) => record.kind === 'VISIT' && record.status === 'DRAFT',
  events: (_before, after) => (after.kind === 'VACCINATION' ? vaccinationEvents(after) : []),
  serverStore: 'records',
};

/** The files an entry speaks of: what must not be cleaned up, and what still has to be uploaded (C-55). */
function hashesOf(record: MedicalRecord): string[] {
  switch (record.kind) {
    case 'VISIT':
      return record.files.map(({ file }) => file.hash);
    case 'FILE':
      return [record.file.hash];
    case 'LAB_RESULT':
      return record.files.map(({ hash }) => hash);
    case 'ESTIMATE':
    case 'CONSENT':
      return record.answers.flatMap(({ how }) => {
        if (how.by === 'SCREEN') return [how.signature.hash];
        return how.by === 'PAPER' && how.scan !== undefined ? [how.scan.hash] : [];
      });
    case 'VACCINATION':
    case 'NOTE':
    case 'MEASUREMENT':
    case 'VACCINE_REFUSAL':
      return [];
  }
}
