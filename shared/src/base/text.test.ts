import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storable, textSchema, wordsSchema } from './text.ts';

it('text with NUL or half a surrogate pair is refused, because Postgres cannot store it', () => {
  expect(textSchema(10).safeParse('a\u0000b').success).toBe(false);
  expect(textSchema(10).safeParse('\ud83d').success).toBe(false);
  expect(textSchema(10).parse('🐕 ё')).toBe('🐕 ё');
  expect(textSchema(2).safeParse('abc').success).toBe(false);
});

it('words are more than spaces', () => {
  expect(wordsSchema(5).safeParse(' \n ').success).toBe(false);
  expect(wordsSchema(5).parse(' a ')).toBe(' a ');
});

it('any pasted text can be made storable, and storable text stays as it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
      (text) => {
        const clean = textSchema(10_000).parse(storable(text));
        expect(storable(clean)).toBe(clean);
      },
    ),
  );
  expect(storable('Лижет\u0000 лапу 🐾')).toBe('Лижет лапу 🐾');
});
