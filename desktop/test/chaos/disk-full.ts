import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { storeFolder } from '../../src/node/store/file/store-folder.ts';
import { shimEnvironment } from './shim.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { audit, openTill } from './till.ts';
import { TillChild } from './till-child.ts';

const ballastBytes = 1 << 20;

/** Fills the disk under a selling desk and empties it again, several times, without a restart. */
export const diskFullExperiment: Experiment = {
  promise: 'on a full disk a desk says so, keeps what it acknowledged, and goes on by itself when there is room',
  async run({ rounds = 20, seed }) {
    const figures = { rounds, acknowledged: 0, timesFull: 0, timesResumed: 0, lost: 0, partial: 0, ballastKept: 0 };
    for (let round = 0; round < rounds; round++) {
      using folder = temporaryFolder();
      const chooser = new SeededChooser(seed + round);
      const data = path.join(folder.path, 'data');
      mkdirSync(data);
      const full = path.join(folder.path, 'full');
      const start = path.join(folder.path, 'start');
      const env = {
        ...shimEnvironment('failing-disk', folder.path),
        FAIL_FOLDER: data,
        FAIL_FULL: full,
        FAIL_START: start,
      };
      const till = new TillChild({ folder: data, env, args: ['--ballast', String(ballastBytes)] });
      await till.until(() => till.isOpen);
      writeFileSync(start, '');
      for (let time = 0; time < 2; time++) {
        await delay(chooser.between(10, 80));
        const stopped = till.timesStopped;
        writeFileSync(full, '');
        await till.until(() => till.timesStopped > stopped);
        figures.timesFull += 1;
        figures.ballastKept += existsSync(storeFolder(data).ballast) ? 1 : 0;
        await delay(chooser.between(0, 30));
        const before = till.acknowledged;
        rmSync(full);
        await till.until(() => till.acknowledged > before + 1);
        figures.timesResumed += 1;
      }
      await till.kill();
      const opened = await openTill(data);
      if (!opened.ok) throw new Error(`seed ${seed + round}: ${opened.error.code}`);
      const found = audit(opened.value, till.acknowledged);
      await opened.value.close();
      figures.acknowledged += till.acknowledged;
      figures.lost += found.lost;
      figures.partial += found.partial + (found.ledgerIsExact ? 0 : 1);
    }
    const kept = figures.lost + figures.partial + figures.ballastKept === 0 && figures.timesResumed === rounds * 2;
    return { kept, figures };
  },
};
