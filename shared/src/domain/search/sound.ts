import { foldText } from './fold.ts';

const letters: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'iu',
  я: 'ia',
};

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
  let sound = Array.from(foldText(word), (letter) => letters[letter] ?? letter).join('');
  for (const [spelling, common] of spellings) sound = sound.replaceAll(spelling, common);
  return sound.replaceAll(/(.)\1+/g, '$1');
}
