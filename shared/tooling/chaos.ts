import { parseArgs } from 'node:util';
import type { Experiment } from './experiment.ts';

/** `npm run chaos -- late-commit --rounds 10000`: one experiment, its figures as a table and as a last line of JSON. */
const experiments: Readonly<Record<string, () => Promise<Experiment>>> = {
  'bit-rot': async () => (await import('../../desktop/test/chaos/bit-rot.ts')).bitRotExperiment,
  'desk-kill': async () => (await import('../../desktop/test/chaos/desk-kill.ts')).deskKillExperiment,
  'disk-full': async () => (await import('../../desktop/test/chaos/disk-full.ts')).diskFullExperiment,
  'io-errors': async () => (await import('../../desktop/test/chaos/io-errors.ts')).ioErrorsExperiment,
  'late-commit': async () => (await import('../../sync-server/test/chaos/late-commit.ts')).lateCommitExperiment,
  'power-cut': async () => (await import('../../desktop/test/chaos/power-cut.ts')).powerCutExperiment,
  'store-kill': async () => (await import('../../sync-server/test/chaos/store-kill.ts')).storeKillExperiment,
  'store-walls': async () => (await import('../../sync-server/test/chaos/walls.ts')).wallsExperiment,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seed: { type: 'string' } },
});
const [name = ''] = positionals;
const load = experiments[name];
if (load === undefined) {
  console.error(`lapka: there is no experiment "${name}"; there are ${Object.keys(experiments).join(', ')}.`);
  process.exitCode = 1;
} else {
  const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
  const experiment = await load();
  console.log(`${name}: ${experiment.promise} (seed ${seed})`);
  const rounds = values.rounds === undefined ? {} : { rounds: Number(values.rounds) };
  const { kept, figures } = await experiment.run({ ...rounds, seed });
  console.table(figures);
  console.log(JSON.stringify({ experiment: name, seed, kept, ...figures }));
  process.exitCode = kept ? 0 : 1;
}
