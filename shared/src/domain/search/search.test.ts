import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchEntry } from '../collection.ts';
import { foldCode, foldText, wordsOf } from './fold.ts';
import { inOtherLayout } from './keyboard-layout.ts';
import { searchAttempts } from './search-attempts.ts';
import { fitsAttempt, searchRank } from './search-rank.ts';
import { searchTokens } from './search-tokens.ts';
import { soundOf } from './sound.ts';

const entry = (words: string[], codes: string[] = []): SearchEntry => ({ kind: 'CLIENT', words, codes });

const finds = (text: string, found: SearchEntry): boolean =>
  searchAttempts(text).some((attempt) => fitsAttempt(searchTokens(found), attempt));

describe('folding', () => {
  it.each([
    ['Фёдоров', 'федоров'],
    ['ЁЖИК', 'ежик'],
    ['Йод', 'йод'],
    ['Зайцев', 'зайцев'],
    ['Müller', 'muller'],
    ['José', 'jose'],
  ])('takes %s as %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is done when it is done', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldText(foldText(text)) === foldText(text)));
  });

  it('takes words out of what stands between them, and codes together', () => {
    expect(wordsOf('Иванов-Петров, А.')).toEqual(['иванов', 'петров', 'а']);
    expect(foldCode('L1-A-261116-003')).toBe('l1a261116003');
    expect(foldCode('+7 (916) 123-45-67')).toBe('79161234567');
  });
});

describe('the other keyboard layout', () => {
  it.each([
    ['bdfyjd', 'иванов'],
    ['Ghjcrehjdf', 'проскурова'],
    ['ьшдщ', 'milo'],
    ['`;br', 'ёжик'],
  ])('reads %s as %s', (typed, meant) => {
    expect(inOtherLayout(typed)).toBe(meant);
  });

  it('of digits is nothing else', () => {
    expect(inOtherLayout('4567')).toBeUndefined();
  });

  it('twice gives the text back', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zа-яё;'[\],.`]{1,20}$/),
        (text) => inOtherLayout(inOtherLayout(text) ?? text) === text,
      ),
    );
  });
});

describe('the sound of a word', () => {
  it.each([
    ['Иванов', ['ivanov', 'Iwanow']],
    ['Щербаков', ['shcherbakov', 'scherbakov', 'sherbakov']],
    ['Фёдоров', ['fedorov', 'fyodorov', 'Fiodorov']],
    ['Семёнов', ['semenov', 'semyonov']],
    ['Яковлев', ['yakovlev', 'iakovlev', 'jakovlev']],
    ['Цветков', ['tsvetkov', 'cvetkov']],
    ['Дмитрий', ['dmitriy', 'dmitry', 'dmitri', 'dmitrii']],
    ['Наталья', ['natalya', 'natalia']],
    ['Мария', ['maria', 'mariya']],
    ['Юлия', ['yulia', 'iuliia', 'julia']],
    ['Михаил', ['mikhail', 'mihail']],
    ['Сергей', ['sergey', 'sergei', 'sergej']],
    ['Васильев', ['vasiliev', 'vasilyev', 'vasilev']],
    ['Егоров', ['egorov', 'yegorov']],
    ['Жуков', ['zhukov']],
    ['Чехов', ['chekhov', 'chehov']],
    ['Максим', ['maxim', 'maksim']],
    ['Барсик', ['barsik', 'barsick']],
  ])('of %s is that of its Latin spellings', (word, spellings) => {
    expect(spellings.map(soundOf)).toEqual(spellings.map(() => soundOf(word)));
  });

  it('tells different names apart', () => {
    const names = [
      'Иванов',
      'Петров',
      'Сидоров',
      'Козлов',
      'Орлов',
      'Морозов',
      'Новиков',
      'Волков',
      'Зайцев',
      'Громов',
    ];
    expect(new Set(names.map(soundOf)).size).toBe(names.length);
  });
});

describe('searching', () => {
  const ivanova = entry(['Иванова', 'Анна', 'Сергеевна'], ['+79161234567']);
  const barsik = entry(['Барсик'], ['643094100012345', 'RU-77-0012345']);
  const milo = entry(['Milo']);

  it.each(['иванова', 'Иван', 'ИВАНОВА АННА', 'анна иван', 'ivanova', 'bdfyjdf', 'Bdfyjdf Fyyf', 'anna ivan'])(
    'finds an owner by «%s»',
    (text) => {
      expect(finds(text, ivanova)).toBe(true);
    },
  );

  it.each(['4567', '234567', '+7 916 123-45-67', '89161234567', '8916123', '9161234567', '79161', 'иванова 4567'])(
    'finds an owner by the phone %s',
    (text) => {
      expect(finds(text, ivanova)).toBe(true);
    },
  );

  it.each(['643094100012345', '012345', '643094', 'RU-77-0012345', 'ru770012345', 'барсик 012345'])(
    'finds a pet by the chip or passport %s',
    (text) => {
      expect(finds(text, barsik)).toBe(true);
    },
  );

  it.each(['barsik', 'барс', ',fhcbr', 'Bars'])('finds a pet by «%s»', (text) => {
    expect(finds(text, barsik)).toBe(true);
  });

  it.each(['milo', 'мило', 'ьшдщ', 'MIL'])('finds a pet with an English name by «%s»', (text) => {
    expect(finds(text, milo)).toBe(true);
  });

  it.each(['петров', '567', '9999', 'xyz', 'иванова петровна'])('does not find an owner by «%s»', (text) => {
    expect(finds(text, ivanova)).toBe(false);
  });

  it('asks nothing for a text without letters and digits', () => {
    const empty = ['', '   ', '-', '()', '"*"'];
    expect(empty.flatMap(searchAttempts).flatMap(({ terms }) => terms)).toEqual([]);
  });

  it('finds every entry by each of its words and by the end of each of its codes', () => {
    const word = fc.stringMatching(/^[А-ЯЁа-яёA-Za-z]{2,12}$/);
    const code = fc.stringMatching(/^\d{6,15}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), code, (words, number) => {
        const found = entry(words, [number]);
        for (const one of words) expect(finds(one, found)).toBe(true);
        expect(finds(number.slice(-4), found)).toBe(true);
        expect(finds(number.slice(-6), found)).toBe(true);
      }),
    );
  });

  it('ranks what stands first and what has little else before the rest', () => {
    const [attempt] = searchAttempts('иван').slice(1);
    const rank = (...words: string[]) => searchRank(searchTokens(entry(words)), attempt!);
    expect(rank('Иванов', 'Пётр')).toBeLessThan(rank('Петров', 'Иван'));
    expect(rank('Иван')).toBeLessThan(rank('Иван', 'Петрович'));
  });
});
