const unusual = /[\ud800-\uffff]/;
const surrogates = 0xd800;
const privateUse = 0xe000;
const supplementary = 0x10000;

/**
 * A text that SQLite, which compares the bytes of UTF-8, orders as JavaScript orders the original, which compares 16-bit
 * units. The two differ only from U+D800 on: emoji are pairs of surrogates there and so come before U+E000, but after it
 * in UTF-8. Those units move up by one block each; also a lone surrogate becomes text that can be stored. Different
 * texts stay different, and nearly all texts stay as they are.
 */
export function sortText(text: string): string {
  return unusual.test(text) ? shifted(text) : text;
}

function shifted(text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < surrogates) result += text.charAt(index);
    else if (unit < privateUse) result += String.fromCodePoint(unit - surrogates + privateUse);
    else result += String.fromCodePoint(unit - privateUse + supplementary);
  }
  return result;
}
