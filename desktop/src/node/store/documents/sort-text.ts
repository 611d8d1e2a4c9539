const unusual = /[\ud800-\uffff]/;
const everyUnusual = /[\ud800-\uffff]/g;
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
  return text.replaceAll(everyUnusual, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCodePoint(code < privateUse ? code - surrogates + privateUse : code - privateUse + supplementary);
  });
}
