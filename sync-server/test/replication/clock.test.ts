import { plusSeconds } from '@lapka/shared/base/instant.ts';
import { createIdMaker } from '@lapka/shared/base/id.ts';
import { seededRandom } from '@lapka/shared/base/random.ts';
import { silentLogger } from '@lapka/shared/base/logger.ts';
import { FakeClock } from '@lapka/shared/testing/fake-clock.ts';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ClinicTime } from '../../../desktop/src/node/replication/clinic-time.ts';
import { openMemoryStore } from '../../../desktop/src/node/store/open-store.ts';
import { idOf } from '../support/documents.ts';
import { syncCollections } from '../support/sync-collections.ts';
import { note, stampOf } from '../support/sync-desk.ts';
import { SyncWorld, TestDesk } from '../support/sync-world.ts';

let desk: TestDesk | undefined;
afterEach(() => desk?.close());

describe('a desk whose clock is set back', () => {
  it('5.2 b: sends what it wrote then, also after a restart', async () => {
    const world = new SyncWorld();
    desk = await TestDesk.start(world);
    desk.write('clients', note('before', ['x']));
    await desk.settled();
    desk.network.setUp(false);
    await desk.close();
    world.clock.jumpTo(plusSeconds(world.clock.now(), -3_600));
    await desk.open();
    desk.write('clients', note('meanwhile', ['y'], 5));
    await desk.close();
    world.clock.jumpTo(plusSeconds(world.clock.now(), 7_200));
    await desk.open();
    desk.network.setUp(true);
    await desk.settled();
    expect((await world.stored('clients')).map(({ id }) => id)).toContain(idOf('meanwhile'));
  });
});

describe('the clinic’s time at a desk', () => {
  const storeWith = (clock: FakeClock) =>
    openMemoryStore({
      collections: syncCollections,
      program: '1',
      clock,
      scheduler: clock,
      ids: createIdMaker(clock, seededRandom(1)),
      logger: silentLogger,
    });

  it('SESSION-12 is the PC’s clock, put right by the server, with half the way of the answer', () => {
    const clock = new FakeClock();
    const time = new ClinicTime(clock, storeWith(clock));
    expect(time.now()).toBe(clock.now());
    time.answered(plusSeconds(clock.now(), 300), 400);
    expect(time.offset()).toBe(300_200);
    expect(time.now()).toBe(plusSeconds(clock.now(), 300.2));
  });

  it('SESSION-12 takes no heartbeat for exact, but notices when the clock was set', () => {
    const clock = new FakeClock();
    const time = new ClinicTime(clock, storeWith(clock));
    time.told(plusSeconds(clock.now(), 1.5));
    expect(time.offset()).toBe(0);
    const real = clock.now();
    clock.jumpTo(plusSeconds(real, -3_600));
    time.told(real);
    expect(time.now()).toBe(real);
  });

  it('SESSION-12 is still right after a restart without a line', () => {
    const clock = new FakeClock();
    const store = storeWith(clock);
    new ClinicTime(clock, store).answered(plusSeconds(clock.now(), -200), 0);
    expect(new ClinicTime(clock, store).offset()).toBe(-200_000);
  });

  it('SESSION-12 stamps grow, whatever is done to the clock', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5_000_000, max: 5_000_000 }), { minLength: 1, maxLength: 30 }),
        (jumps) => {
          const clock = new FakeClock();
          const store = storeWith(clock);
          let time = new ClinicTime(clock, store);
          let last = '';
          for (const [index, jump] of jumps.entries()) {
            clock.jumpTo(plusSeconds(clock.now(), jump / 1_000));
            if (jump % 3 === 0) time.told(plusSeconds(clock.now(), -jump / 500));
            const at = time.stamp();
            expect(at > last).toBe(true);
            last = at;
            store.transact((transactor) =>
              transactor.appendAudit({ command: 'x', stamp: { ...stampOf(index), at }, documents: [] }),
            );
            if (jump % 5 === 0) time = new ClinicTime(clock, store);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
