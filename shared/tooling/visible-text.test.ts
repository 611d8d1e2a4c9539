import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { en as deskEn } from '../../desktop/src/ui/text/en.ts';
import { ru as deskRu } from '../../desktop/src/ui/text/ru.ts';
import { en as portalEn } from '../../sync-server/portal/text/en.ts';
import { ru as portalRu } from '../../sync-server/portal/text/ru.ts';
import { root } from './run.ts';
import { visibleLiterals } from './visible-text.ts';

const screens = globSync(['desktop/src/ui/**/*.tsx', 'sync-server/portal/**/*.tsx'], { cwd: root }).filter(
  (file) => !file.endsWith('.test.tsx'),
);

/** Every text with its path, such as `day.count_one`. */
function flat(texts: object, above = ''): [string, string][] {
  const entries: [string, unknown][] = Object.entries(texts);
  return entries.flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null ? flat(value, `${above}${key}.`) : [[`${above}${key}`, String(value)]],
  );
}

describe('the screens', () => {
  it('show no text that is not in text/', () => {
    const found = screens.flatMap((file) =>
      visibleLiterals(file, readFileSync(path.join(root, file), 'utf8')).map((text) => `${file}: "${text}"`),
    );
    expect(found).toEqual([]);
    expect(screens.length).toBeGreaterThan(10);
  });

  it('would be caught with text between tags, in attributes and in braces', () => {
    const source =
      '<p title="Close it" data-kind="row">Save <b>{"now"}</b> <kbd>F4</kbd> <Button keyHint="Ctrl+Enter" /></p>';
    expect(visibleLiterals('wrong.tsx', `const wrong = ${source};`)).toEqual(['Close it', 'Save', 'now']);
  });
});

describe.each([
  ['desk', deskRu, deskEn],
  ['portal', portalRu, portalEn],
])('the texts of the %s', (_, ru, en) => {
  it('have the same keys in Russian and English, none of them empty', () => {
    expect(flat(en).map(([key]) => key)).toEqual(flat(ru).map(([key]) => key));
    for (const [key, text] of [...flat(ru), ...flat(en)]) expect(text.trim(), key).not.toBe('');
  });

  it('have the same holes in both languages', () => {
    const holes = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted();
    const english = new Map(flat(en));
    for (const [key, text] of flat(ru)) expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
  });

  it('have all four Russian plural forms wherever something is counted', () => {
    const counted = new Set(flat(ru).flatMap(([key]) => /^(.+)_(?:one|few|many|other)$/.exec(key)?.[1] ?? []));
    const keys = new Set(flat(ru).map(([key]) => key));
    const missing = [...counted].flatMap((key) =>
      ['one', 'few', 'many', 'other'].map((form) => `${key}_${form}`).filter((form) => !keys.has(form)),
    );
    expect(missing).toEqual([]);
    expect(counted.size).toBe(flat(ru).filter(([key]) => key.endsWith('_few')).length);
  });
});
