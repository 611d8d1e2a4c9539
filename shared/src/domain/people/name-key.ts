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

const latinOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'sh',
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    і: 'i',
    ї: 'yi',
    є: 'ye',
    ґ: 'g',
    ў: 'u',
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    æ: 'ae',
  }),
);

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
