const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбю';

const otherKey: ReadonlyMap<string, string> = new Map([...pairs(latin, cyrillic), ...pairs(cyrillic, latin)]);

/**
 * What the same keys write when the keyboard stands on the other language: `bdfyjd` is «иванов». Undefined when no key
 * of the text writes anything else.
 */
export function inOtherLayout(text: string): string | undefined {
  const small = text.toLowerCase();
  const other = Array.from(small, (sign) => otherKey.get(sign) ?? sign).join('');
  return other === small ? undefined : other;
}

function pairs(from: string, to: string): [string, string][] {
  return Array.from(from, (sign, index) => [sign, to.charAt(index)]);
}
