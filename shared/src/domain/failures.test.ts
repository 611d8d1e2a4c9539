import { describe, expect, it } from 'vitest';
import { failure, type FailureText } from '../base/failure.ts';
import { money } from '../base/money.ts';
import { catalogues, sentence, textOfFailure } from './failures.ts';

const all = catalogues.flatMap((catalogue) => Object.entries<FailureText>(catalogue));
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

describe('the catalogue of failures', () => {
  it('has each code once: one code means one thing in the whole clinic', () => {
    const counts = Map.groupBy(all, ([code]) => code);
    const doubled = [...counts].filter(([, entries]) => entries.length > 1).map(([code]) => code);
    expect(doubled).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('says of each what caused it, what to do and a sentence in both languages with the same details', () => {
    const unfinished = all.filter(
      ([code, { cause, remedy, ru, en }]) =>
        !/^[A-Z][A-Z0-9_]{2,40}$/.test(code) ||
        [cause, remedy, ru, en].some((text) => text.trim().length < 5) ||
        !/[а-яё]/i.test(ru) ||
        holes(ru).join() !== holes(en).join(),
    );
    expect(unfinished.map(([code]) => code)).toEqual([]);
  });

  it('writes the sentence a person reads, and the bare code of a newer program', () => {
    const left = failure('INVOICE_NOT_SETTLED', { left: money(50_000, 'RUB') });
    expect(sentence(left, 'en')).toContain('500.00');
    expect(sentence(left, 'ru')).toMatch(/^Осталось оплатить/);
    expect(sentence(failure('FROM_THE_FUTURE'), 'ru')).toBe('FROM_THE_FUTURE');
    expect(textOfFailure('toString')).toBeUndefined();
  });
});
