import { latinOf } from '../people/latin-letters.ts';
import { foldText } from './fold.ts';

/** How the same sound is written in Latin letters by different people and standards, longest first. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/shch|sch|sh/g, 'sh'],
  [/kh/g, 'h'],
  [/ts|tz/g, 'c'],
  [/ck/g, 'k'],
  [/ph/g, 'f'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/j(?=[aeou])|y(?=[aeou])/g, 'i'],
  [/[yj]/g, 'i'],
  [/io/g, 'e'],
  [/ie/g, 'e'],
  [/ii/g, 'i'],
  [/['’`]/g, ''],
];

/**
 * A common spelling in Latin letters for what sounds alike: «Щербаков», Shcherbakov and Sherbakov give one. For matching
 * only; nobody is shown it.
 */
export function soundOf(word: string): string {
  let sound = Array.from(foldText(word), (letter) => latinOf.get(letter) ?? letter).join('');
  for (const [spelling, common] of spellings) sound = sound.replaceAll(spelling, common);
  return sound.replaceAll(/(.)\1+/g, '$1');
}
