import { setTimeout as delay } from 'node:timers/promises';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { audit, openTill } from './till.ts';
import { TillChild } from './till-child.ts';

/** Kills a desk in the middle of selling, again and again, and looks each time whether all it said is saved is there. */
export const deskKillExperiment: Experiment = {
  promise: 'kill -9 of a writing desk loses nothing it acknowledged, leaves nothing by halves, and reopens within 2 s',
  async run({ rounds = 200, seed }) {
    using folder = temporaryFolder();
    const chooser = new SeededChooser(seed);
    const figures = { rounds, acknowledged: 0, sales: 0, lost: 0, partial: 0, wrongLedgers: 0, slowestReopenMs: 0 };
    for (let round = 0; round < rounds; round++) {
      const till = new TillChild({ folder: folder.path });
      await till.until(() => till.isOpen);
      await delay(chooser.between(5, 125));
      await till.kill();
      const started = performance.now();
      const opened = await openTill(folder.path);
      if (!opened.ok) throw new Error(`round ${round}, seed ${seed}: ${opened.error.code}`);
      figures.slowestReopenMs = Math.max(figures.slowestReopenMs, Math.round(performance.now() - started));
      const found = audit(opened.value, till.acknowledged);
      await opened.value.close();
      figures.acknowledged = Math.max(figures.acknowledged, till.acknowledged);
      figures.sales = found.sales;
      figures.lost += found.lost;
      figures.partial += found.partial;
      figures.wrongLedgers += found.ledgerIsExact ? 0 : 1;
    }
    const kept = figures.lost + figures.partial + figures.wrongLedgers === 0 && figures.slowestReopenMs < 2000;
    return { kept: kept && figures.acknowledged > rounds, figures };
  },
};
