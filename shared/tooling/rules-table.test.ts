import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allTests, proofs, rulesFile, rulesPage } from './rules-table.ts';
import { rules, stories } from './rules-list.ts';
import { rulesIn, titledTests } from './test-titles.ts';

describe('the rules of the domain', () => {
  const all = proofs();

  it('are 97 and 57, each once, and the stories the core plays', () => {
    const expected = [
      ...Array.from({ length: 97 }, (_, index) => `R-${String(index + 1).padStart(3, '0')}`),
      ...Array.from({ length: 57 }, (_, index) => `C-${String(index + 1).padStart(2, '0')}`),
    ];
    expect(rules.map(({ id }) => id)).toEqual(expected);
    expect(stories).toHaveLength(9);
  });

  it('have a test each, or a reason why later', () => {
    const open = all.filter(({ rule, tests }) => tests.length === 0 && rule.later === undefined);
    expect(open.map(({ rule }) => `${rule.id} ${rule.title}`)).toEqual([]);
  });

  it('say later only while no test proves them', () => {
    const done = all.filter(({ rule, tests }) => tests.length > 0 && rule.later !== undefined);
    expect(done.map(({ rule }) => rule.id)).toEqual([]);
  });

  it('are the only ones that titles name', () => {
    const known = new Set([...rules, ...stories].map(({ id }) => id));
    const strange = allTests().flatMap(({ file, rules: named }) =>
      named.filter((id) => !known.has(id) && !id.startsWith('story')).map((id) => `${file} ${id}`),
    );
    expect(strange).toEqual([]);
  });

  it('are written down in shared/docs/rules.md as they are', () => {
    expect(readFileSync(rulesFile, 'utf8')).toBe(rulesPage(all));
  });
});

describe('reading titles', () => {
  it('finds the rules in titles of groups and tests, and nowhere else', () => {
    const source = `
      // R-001 in a comment
      describe('a hold (R-043)', () => {
        it(\`ends at \${time} (C-08, R-043)\`, () => { expect('R-002').toBe('C-01'); });
        it.each([1])('plays story 7', () => {});
        it('says nothing of rules', () => {});
        describeMergeLaws('R-003', {});
      });
    `;
    expect(titledTests('a.test.ts', source)).toEqual([
      { file: 'a.test.ts', title: 'a hold (R-043)', rules: ['R-043'] },
      { file: 'a.test.ts', title: 'ends at … (C-08, R-043)', rules: ['C-08', 'R-043'] },
      { file: 'a.test.ts', title: 'plays story 7', rules: ['story 7'] },
    ]);
  });

  it('takes an id as it is written', () => {
    expect(rulesIn('Story 12 and R-0431, C-081, R-43, C-09')).toEqual(['story 12', 'C-09']);
  });
});
