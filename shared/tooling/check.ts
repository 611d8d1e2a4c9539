import { run } from './run.ts';

interface Step {
  readonly name: string;
  readonly remedy: string;
  readonly file: string;
  readonly args: readonly string[];
}

/** Everything that can be judged without running the product, side by side, in a few seconds. */
const steps: readonly Step[] = [
  { name: 'format', remedy: 'npm run format', file: 'oxfmt', args: ['--check'] },
  { name: 'lint', remedy: 'read the message', file: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
  // One checker for each of two layers at a time: several checkers of one layer would work out the same types again.
  { name: 'types', remedy: 'read the message', file: 'tsc', args: ['-b', '--builders', '2', '--checkers', '1'] },
  {
    name: 'layers',
    remedy: 'move the code to the layer the message names',
    file: 'vitest',
    args: ['run', '--project', 'tooling', 'layers', '--reporter=dot'],
  },
];

/** The linter and the compiler live for seconds: memory is cheaper than collecting it in between. */
const env = { GOGC: '400' };

const results = await Promise.all(
  steps.map(async (step) => {
    const started = performance.now();
    const finished = await run(step.file, step.args, { env });
    return { step, ...finished, seconds: (performance.now() - started) / 1000 };
  }),
);
for (const { step, code, output, seconds } of results) {
  if (code !== 0) process.stdout.write(output);
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(7)} ${seconds.toFixed(1)} s${code === 0 ? '' : ` – ${step.remedy}`}`,
  );
}
process.exitCode = results.every(({ code }) => code === 0) ? 0 : 1;
