import { randomUUID } from 'node:crypto';
import type { Closable } from '@lapka/shared/base/disposal.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { revisionOf } from '../../src/stores/record-revision.ts';
import type { RecordStore } from '../../src/stores/record-store.ts';
import { aDocument, clinicOf } from '../support/documents.ts';
import { storableJson } from '../support/storable-json.ts';

/** What every record store promises. */
export function recordStoreContract(driver: string, open: () => Promise<{ records: RecordStore } & Closable>): void {
  describe(`the record store on ${driver}`, () => {
    let store: RecordStore;
    let opened: Closable;
    let clinic: ClinicId;
    beforeAll(async () => {
      const parts = await open();
      opened = parts;
      store = parts.records;
    });
    afterAll(() => opened.close());
    beforeEach(() => {
      clinic = clinicOf(randomUUID());
    });

    it('gives back what was stored, and nothing for what was not', async () => {
      const [first, second, never] = ['first', 'second', 'never'].map((text) =>
        revisionOf(aDocument('visit', { text })),
      );
      if (first === undefined || second === undefined || never === undefined) throw new Error('three were made');
      await store.append(clinic, [first, second]);
      expect(await store.fetch(clinic, [second, never])).toEqual([second]);
      expect(await store.fetch(clinic, [never])).toEqual([]);
      expect(await store.fetch(clinic, [])).toEqual([]);
    });

    it('takes a revision again without changing anything, also together with new ones', async () => {
      const [old, added] = [revisionOf(aDocument('visit', { n: 1 })), revisionOf(aDocument('visit', { n: 2 }))];
      await store.append(clinic, [old]);
      await store.append(clinic, [old, added, added]);
      await store.append(clinic, []);
      expect(await store.fetch(clinic, [old, added])).toHaveLength(2);
    });

    it('never changes a revision, even when told another text under its name', async () => {
      const told = revisionOf(aDocument('visit', { text: 'as it was' }));
      await store.append(clinic, [told]);
      await store.append(clinic, [{ ...told, document: aDocument('visit', { text: 'forged' }) }]);
      expect(await store.fetch(clinic, [told])).toEqual([told]);
    });

    it('keeps two texts of one record apart, whichever was meant to be its next revision', async () => {
      const [left, right] = [revisionOf(aDocument('visit', { by: 'A' })), revisionOf(aDocument('visit', { by: 'B' }))];
      expect(left.content).not.toBe(right.content);
      await Promise.all([store.append(clinic, [left]), store.append(clinic, [right])]);
      expect((await store.fetch(clinic, [left, right])).map(({ document }) => document)).toHaveLength(2);
    });

    it('shows no clinic the revisions of another', async () => {
      const revision = revisionOf(aDocument('visit', { text: 'ours' }));
      await store.append(clinic, [revision]);
      expect(await store.fetch(clinicOf(randomUUID()), [revision])).toEqual([]);
    });

    it('keeps any document exactly as it was written', async () => {
      await fc.assert(
        fc.asyncProperty(storableJson, async (fields) => {
          const revision = revisionOf(aDocument('visit', fields));
          await store.append(clinic, [revision]);
          const [read] = await store.fetch(clinic, [revision]);
          expect(read?.document).toEqual(JSON.parse(JSON.stringify(revision.document)));
          expect(revisionOf(read?.document ?? aDocument('missing')).content).toBe(revision.content);
        }),
        { numRuns: 60 },
      );
    });

    it('takes a thousand revisions at once', async () => {
      const many = Array.from({ length: 1_000 }, (_, index) => revisionOf(aDocument(`record ${index}`, { index })));
      await store.append(clinic, many);
      expect(await store.fetch(clinic, many)).toHaveLength(1_000);
    });
  });
}
