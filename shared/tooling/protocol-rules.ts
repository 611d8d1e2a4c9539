import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.ts';
import { titlesIn } from './test-titles.ts';

/** The numbered rules of the protocol's description, in its order: `PUSH-4`. */
export function protocolRules(spec: string): string[] {
  let part = '';
  return spec.split('\n').flatMap((line) => {
    part = /^## ([A-Z]+)$/.exec(line)?.[1] ?? part;
    const number = /^(\d+)\. /.exec(line)?.[1];
    return number === undefined ? [] : [`${part}-${number}`];
  });
}

export function rulesCited(title: string): string[] {
  return [...title.matchAll(/\b(?:SESSION|PUSH|PULL|FIRST|RECONCILE|HASH|AUDIT)-\d+\b/g)].map(([rule]) => rule);
}

/** The titles of all groups and tests that may prove something about the sync. */
export function testTitles(): string[] {
  return globSync(['shared/src/**/*.test.ts', 'desktop/**/*.test.ts', 'sync-server/test/**/*.test.ts'], {
    cwd: root,
    exclude: (name) => name.includes('node_modules'),
  }).flatMap((file) => titlesIn(file, readFileSync(path.join(root, file), 'utf8')));
}
