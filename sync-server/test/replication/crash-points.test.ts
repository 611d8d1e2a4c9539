import { describe, expect, it } from 'vitest';
import { type DiskImage, imageOf } from '../support/disk-image.ts';
import { note, row } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

/**
 * Ends the process right before one of its writes to the disk, or right after: what its disk is then is what the next
 * start finds, and nothing more leaves it.
 */
function killAt(
  desk: TestDesk,
  write: number,
  moment: 'BEFORE' | 'AFTER',
): { readonly disk: () => DiskImage | undefined } {
  const { file } = desk.store.documents;
  const real = file.transact.bind(file);
  let writes = 0;
  let disk: DiskImage | undefined;
  const die = (): void => {
    disk = imageOf(desk.folder);
    desk.network.setUp(false);
  };
  file.transact = (act) => {
    writes += 1;
    const isLast = writes === write;
    if (isLast && moment === 'BEFORE') die();
    const answer = real(act);
    if (isLast && moment === 'AFTER') die();
    return answer;
  };
  return { disk: () => disk };
}

describe('a desk that is killed in the middle of the sync', () => {
  it.each(['BEFORE', 'AFTER'] as const)(
    '5.2 d: %s any of its writes, repeats and loses nothing, down and up',
    async (moment) => {
      const world = new SyncWorld();
      const desk = await TestDesk.start(world);
      const saved: string[] = [];
      let kills = 0;
      // Each round has changes to pull and changes to push, and ends one write later than the last one.
      for (let write = 1, isDead = true; isDead; write++) {
        await world.other().push(
          'clients',
          Array.from({ length: 400 }, (_, index) => row(note(`theirs ${write} ${index}`, ['x']))),
        );
        const { disk } = killAt(desk, write, moment);
        const mine = note(`mine ${write}`, ['x']);
        desk.write('clients', mine);
        if (disk() === undefined) saved.push(mine.id);
        await world.until(async () => disk() !== undefined || (await desk.isSettled(['clients'])), 120);
        isDead = disk() !== undefined;
        if (isDead) kills += 1;
        await desk.kill(disk());
        desk.network.setUp(true);
        await desk.open();
      }
      await world.until(() => desk.isSettled(['clients']));
      expect(kills).toBeGreaterThan(5);
      const ids = new Set((await world.stored('clients')).map(({ id }) => id));
      expect(saved.length).toBeGreaterThan(5);
      for (const id of saved) expect(ids).toContain(id);
      await desk.close();
    },
    60_000,
  );
});
