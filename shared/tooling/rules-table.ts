import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Rule, rules, stories } from './rules-list.ts';
import { root } from './run.ts';
import { type TitledTest, titledTests } from './test-titles.ts';

/** A rule with the tests that prove it. */
export interface Proof {
  readonly rule: Rule;
  readonly tests: readonly TitledTest[];
}

export const rulesFile = path.join(root, 'shared/docs/rules.md');

/** Which tests of the project prove which rule, by the rules their titles name. */
export function proofs(): Proof[] {
  const tests = allTests();
  return [...rules, ...stories].map((rule) => ({
    rule,
    tests: tests.filter((test) => test.rules.includes(rule.id)),
  }));
}

export function allTests(): TitledTest[] {
  const folders = ['shared', 'desktop', 'sync-server'];
  return globSync(
    folders.map((folder) => `${folder}/**/*.{test,spec}.{ts,tsx}`),
    { cwd: root, exclude: (name) => name.includes('node_modules') },
  )
    .map((file) => file.replaceAll(path.sep, '/'))
    .toSorted()
    .flatMap((file) => titledTests(file, readFileSync(path.join(root, file), 'utf8')));
}

/** The page `shared/docs/rules.md`. */
export function rulesPage(given: readonly Proof[]): string {
  const proven = given.filter(({ tests }) => tests.length > 0).length;
  return [
    '# Rules and the tests that prove them',
    '',
    'Written by `npx node shared/tooling/rules-table.ts --write` from the titles of the tests; a test fails when it is stale.',
    '',
    `${proven} of ${given.length} rules and stories are proven, ${given.length - proven} come later.`,
    '',
    '| Rule | What it is about | Proven by |',
    '| --- | --- | --- |',
    ...given.map(({ rule, tests }) => `| ${rule.id} | ${cell(rule.title)} | ${cell(provenBy(rule, tests))} |`),
    '',
  ].join('\n');
}

function provenBy({ later }: Rule, tests: readonly TitledTest[]): string {
  if (tests.length === 0) return later ?? 'NOTHING';
  const byFile = Map.groupBy(tests, ({ file }) => path.posix.basename(file));
  return [...byFile]
    .map(([file, inFile]) => `\`${file}\`: ${[...new Set(inFile.map(({ title }) => title))].join('; ')}`)
    .join('<br>');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

if (import.meta.main) {
  const page = rulesPage(proofs());
  if (process.argv.includes('--write')) writeFileSync(rulesFile, page);
  else console.log(page);
}
