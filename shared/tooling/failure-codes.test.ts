import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseFailures } from '../src/base/failures.ts';
import { catalogues, textOfFailure } from '../src/domain/failures.ts';

const sources = globSync('shared/src/domain/**/*.ts')
  .filter((file) => !file.endsWith('.test.ts') && !file.endsWith('failures.ts'))
  .map((file) => ({ file, text: readFileSync(file, 'utf8') }));

/** Codes as rules name them: `failure('X'`, members of `Failure<'X' | 'Y'>`, and reasons of a refusal. */
function codesIn(text: string): string[] {
  const made = [...text.matchAll(/failure\(\s*'([A-Z0-9_]+)'/g)];
  const typed = [...text.matchAll(/Failure<([^>]*)>/g)].flatMap(([, inside = '']) => [
    ...inside.matchAll(/'([A-Z0-9_]+)'/g),
  ]);
  const refused = [...text.matchAll(/kind: 'refuse', reason: '([A-Z0-9_]+)'/g)];
  return [...made, ...typed, ...refused].map(([, code = '']) => code);
}

const commands = globSync('desktop/src/node/commands/**/*.ts').map((file) => readFileSync(file, 'utf8'));

describe('the failures that rules name', () => {
  const named = sources.flatMap(({ file, text }) => codesIn(text).map((code) => ({ file, code })));

  it('are all in the catalogue', () => {
    expect(named.length).toBeGreaterThan(200);
    expect(named.filter(({ code }) => textOfFailure(code) === undefined)).toEqual([]);
  });

  it('come from catalogues that are all in the one', () => {
    const registry = readFileSync('shared/src/domain/failures.ts', 'utf8');
    const files = globSync('shared/src/domain/**/*-failures.ts').map((file) =>
      path.posix.basename(file.replaceAll('\\', '/')),
    );
    expect(files.filter((file) => !registry.includes(`/${file}'`))).toEqual([]);
  });

  it('are all the catalogue has, beside those of storage and connection', () => {
    const used = new Set(named.map(({ code }) => code));
    const texts = [...sources.map(({ text }) => text), ...commands].join('\n');
    const idle = catalogues
      .filter((catalogue) => catalogue !== baseFailures)
      .flatMap((catalogue) => Object.keys(catalogue))
      .filter((code) => !used.has(code) && !texts.includes(`'${code}'`));
    expect(idle).toEqual([]);
  });
});
