import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SeededChooser } from '@lapka/shared/testing/seeded-chooser.ts';
import type { Experiment } from '../../../shared/tooling/experiment.ts';
import { shimEnvironment } from './shim.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { audit, openTill } from './till.ts';
import { TillChild } from './till-child.ts';

/** One write in a hundred and one sync in a hundred fails under a selling desk, which repeats what was not confirmed. */
export const ioErrorsExperiment: Experiment = {
  promise: 'on a disk that fails now and then nothing acknowledged is lost, nothing is there twice or by halves',
  async run({ rounds = 20, seed }) {
    const figures = { rounds, acknowledged: 0, lost: 0, partial: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      using folder = temporaryFolder();
      const chooser = new SeededChooser(seed + round);
      const data = path.join(folder.path, 'data');
      mkdirSync(data);
      const start = path.join(folder.path, 'start');
      const env = {
        ...shimEnvironment('failing-disk', folder.path),
        FAIL_FOLDER: data,
        FAIL_START: start,
        FAIL_WRITE: '100',
        FAIL_SYNC: '100',
        FAIL_SEED: String(chooser.uint32()),
      };
      const till = new TillChild({ folder: data, env });
      await till.until(() => till.isOpen);
      writeFileSync(start, '');
      const wanted = chooser.between(150, 400);
      await till.until(() => till.acknowledged >= wanted);
      await till.kill();
      const opened = await openTill(data);
      figures.acknowledged += till.acknowledged;
      if (!opened.ok) {
        figures.refused += 1;
        continue;
      }
      const found = audit(opened.value, till.acknowledged);
      await opened.value.close();
      figures.lost += found.lost;
      figures.partial += found.partial + (found.ledgerIsExact ? 0 : 1);
    }
    return { kept: figures.lost + figures.partial + figures.refused === 0, figures };
  },
};
