import { plusMinutes } from '@lapka/shared/base/instant.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileIndex } from '../../src/stores/file-index.ts';
import { clinicOf, noon } from '../support/documents.ts';

export interface OpenedIndex {
  readonly files: FileIndex;
  close(): Promise<void>;
}

/** What every index of files promises. */
export function fileIndexContract(driver: string, open: () => Promise<OpenedIndex>): void {
  describe(`the index of files on ${driver}`, () => {
    let opened: OpenedIndex;
    let files: FileIndex;
    beforeAll(async () => {
      opened = await open();
      files = opened.files;
    });
    afterAll(() => opened.close());

    const clinic = clinicOf('ours');
    const aFile = (letter: string) => ({ hash: letter.repeat(64), bytes: 100, mediaType: 'image/png' });

    it('begins an upload once and says where it stands', async () => {
      const file = aFile('a');
      expect(await files.find(clinic, file.hash)).toBeUndefined();
      const begun = { ...file, ends: [], touchedAt: noon, storedAt: null };
      expect(await files.begin(clinic, file, noon)).toMatchObject(begun);
      expect(await files.advance(clinic, file.hash, { from: 0, to: 40 }, plusMinutes(noon, 1))).toBe(true);
      const again = await files.begin(clinic, { ...file, bytes: 7 }, plusMinutes(noon, 2));
      expect(again).toMatchObject({ bytes: 100, ends: [40], touchedAt: plusMinutes(noon, 1) });
      expect(await files.find(clinicOf('theirs'), file.hash)).toBeUndefined();
    });

    it('moves on piece by piece, for one of several who come with the same piece', async () => {
      const { hash } = await files.begin(clinic, aFile('b'), noon);
      const advance = (from: number, to: number) => files.advance(clinic, hash, { from, to }, noon);
      expect(await advance(10, 20)).toBe(false);
      const racing = await Promise.all([10, 20, 30, 40].map((to) => advance(0, to)));
      expect(racing.filter(Boolean)).toHaveLength(1);
      const { ends } = (await files.find(clinic, hash))!;
      expect(await advance(ends[0]!, 100)).toBe(true);
      expect((await files.find(clinic, hash))?.ends).toEqual([ends[0], 100]);
      expect(await files.advance(clinicOf('theirs'), hash, { from: 100, to: 101 }, noon)).toBe(false);
    });

    it('keeps what is stored: it moves no more, is not dropped, and is listed by hash', async () => {
      const names = ['c', 'd', 'e'];
      for (const letter of names) await files.begin(clinic, aFile(letter), noon);
      for (const letter of ['e', 'c']) await files.stored(clinic, aFile(letter).hash, noon);
      await files.stored(clinic, aFile('e').hash, plusMinutes(noon, 1));
      expect(await files.advance(clinic, aFile('c').hash, { from: 0, to: 1 }, noon)).toBe(false);
      for (const letter of names) await files.drop(clinic, aFile(letter).hash);
      expect(await files.find(clinic, aFile('d').hash)).toBeUndefined();
      const listed = await files.storedAfter(clinic, '', 10);
      expect(listed.map(({ hash, storedAt }) => [hash[0], storedAt])).toEqual([
        ['c', noon],
        ['e', noon],
      ]);
      expect(await files.storedAfter(clinic, aFile('c').hash, 1)).toMatchObject([aFile('e')]);
      expect(await files.storedAfter(clinicOf('theirs'), '', 10)).toEqual([]);
    });

    it('finds the idle uploads of all clinics', async () => {
      const elsewhere = clinicOf('elsewhere');
      await files.begin(elsewhere, aFile('f'), plusMinutes(noon, -60));
      await files.begin(elsewhere, aFile('0'), noon);
      expect(await files.idleUploads(plusMinutes(noon, -30), 10)).toEqual([
        { clinic: elsewhere, hash: aFile('f').hash },
      ]);
    });
  });
}
