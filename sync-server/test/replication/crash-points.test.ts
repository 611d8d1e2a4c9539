import { describe, expect, it } from 'vitest';
import { idOf } from '../support/documents.ts';
import { note, row } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

/** Ends the process right before one of its writes to the disk, or right after. */
function killAt(desk: TestDesk, write: number, moment: 'BEFORE' | 'AFTER'): { readonly isDead: () => boolean } {
  const { documents } = desk.store;
  const real = documents.write.bind(documents);
  let writes = 0;
  let isDead = false;
  documents.write = (act) => {
    writes += 1;
    if (isDead) throw new Error('dead');
    if (writes === write && moment === 'BEFORE') {
      isDead = true;
      throw new Error('killed');
    }
    const answer = real(act);
    if (writes === write) {
      isDead = true;
      throw new Error('killed');
    }
    return answer;
  };
  return { isDead: () => isDead };
}

const many = Array.from({ length: 700 }, (_, index) => note(`n${index}`, [String(index)]));

describe('a desk that is killed in the middle of the sync', () => {
  it.each(['BEFORE', 'AFTER'] as const)(
    '5.2 d: %s any of its writes, repeats and loses nothing, down and up',
    async (moment) => {
      const world = new SyncWorld();
      await world.other().push(
        'clients',
        many.slice(0, 400).map((one) => row(one)),
      );
      await world.other('more').push(
        'clients',
        many.slice(400).map((one) => row(one)),
      );
      const desk = await TestDesk.start(world);
      let kills = 0;
      for (let write = 1; write <= 14; write++) {
        if (write > 1) await desk.open();
        const { isDead } = killAt(desk, write, moment);
        const mine = note(`mine ${write}`, ['x']);
        try {
          desk.write('clients', mine);
          await world.until(async () => isDead() || (await desk.isSettled(['clients'])), 120);
        } catch {
          // The command itself met the end; it was never said to be saved.
        }
        if (isDead()) kills += 1;
        await desk.kill();
      }
      await desk.open();
      await world.until(() => desk.isSettled(['clients']));
      expect(kills).toBeGreaterThan(10);
      const ids = new Set((await world.stored('clients')).map(({ id }) => id));
      for (const { id } of many) expect(ids).toContain(id);
      for (let write = 3; write <= 14; write++) expect(ids).toContain(idOf(`mine ${write}`));
      await desk.close();
    },
    60_000,
  );
});
