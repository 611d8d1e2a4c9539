import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { protocolRules, rulesCited, testTitles } from './protocol-rules.ts';
import { root } from './run.ts';

const spec = readFileSync(path.join(root, 'shared/src/protocol/SPEC.md'), 'utf8');

describe('the rules of the sync protocol', () => {
  const rules = protocolRules(spec);
  const titles = testTitles();
  const cited = new Set(titles.flatMap((title) => rulesCited(title)));

  it('are numbered without a gap, part by part', () => {
    const parts = Map.groupBy(rules, (rule) => rule.replace(/-\d+$/, ''));
    for (const [part, numbered] of parts) {
      expect(numbered).toEqual(numbered.map((_, index) => `${part}-${index + 1}`));
    }
    expect([...parts.keys()]).toEqual(['SESSION', 'PUSH', 'PULL', 'FIRST', 'RECONCILE', 'HASH', 'AUDIT']);
  });

  it('are each proven by a test that names them', () => {
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  it('are the only ones that titles name', () => {
    expect([...cited].filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  it('leave none of the fifteen known ways to lose a change without a test', () => {
    const ways = Array.from('abcdefghijklmno', (letter) => `5.2 ${letter}`);
    expect(ways.filter((way) => !titles.some((title) => title.includes(`${way}:`)))).toEqual([]);
  });
});
