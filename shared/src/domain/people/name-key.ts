import { latinOf } from './latin-letters.ts';

/**
 * The sound of a name, for finding one person written in two ways: `Иванов` and `Ivanov`, `Артём`, `Артем` and `Artyom`,
 * `Наталья`, `Natalia` and `Nataliya` have one key each. Keys are compared, never shown.
 */
export function nameKey(text: string): string {
  const letters = text.slice(0, 200).toLowerCase().replaceAll('ё', 'е').normalize('NFC');
  const latin = letters.replaceAll(/./gu, (letter) => latinOf.get(letter) ?? letter);
  const plain = latin.normalize('NFD').replaceAll(/[^a-z0-9]/g, '');
  return softened(spellings.reduce((key, [written, heard]) => key.replaceAll(written, heard), plain));
}

/** Spellings that different transliterations, and different languages, have for one sound; in this order. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/shch|sch/g, 'sh'],
  [/tch/g, 'ch'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/tz|cz/g, 'ts'],
  [/ck|q/g, 'k'],
  [/c(?=[vw])/g, 'ts'],
  [/c(?!h)/g, 'k'],
  [/w/g, 'v'],
  [/oo|ou/g, 'u'],
  [/yo/g, 'e'],
];

/** `yu`, `ju` and `iu` are heard as `u`, and so on; what then stands twice is heard once. */
function softened(key: string): string {
  const next = key
    .replaceAll(/[yij]([aeou])/g, '$1')
    .replaceAll(/[yj]/g, 'i')
    .replaceAll(/(.)\1+/g, '$1');
  return next === key ? key : softened(next);
}
