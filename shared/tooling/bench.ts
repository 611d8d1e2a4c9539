import { parseArgs } from 'node:util';
import type { Benchmark } from './benchmark.ts';

/** `npm run bench -- store`: one benchmark, its tables, and all its figures as a last line of JSON. */
const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  store: async () => (await import('../../desktop/test/bench/store-bench.ts')).storeBenchmark,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, seed: { type: 'string', default: '1' } },
});
const [name = ''] = positionals;
const load = benchmarks[name];
if (load === undefined) {
  console.error(`lapka: there is no benchmark "${name}"; there are ${Object.keys(benchmarks).join(', ')}.`);
  process.exitCode = 1;
} else {
  const benchmark = await load();
  console.log(`${name}: ${benchmark.promise}`);
  const { kept, figures } = await benchmark.run({
    quick: values.quick,
    seed: Number(values.seed),
    show(title, rows) {
      console.log(`\n${title}`);
      console.table(rows);
    },
  });
  console.log(JSON.stringify({ benchmark: name, quick: values.quick, kept, ...figures }));
  process.exitCode = kept ? 0 : 1;
}
