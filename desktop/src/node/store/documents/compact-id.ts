const length = 36;
const dash = 0x2d;

/**
 * The 16 bytes of an id that is written as 36 characters; undefined for any other text. Ids stand in every index, so
 * their size is most of what is written. The bytes order as the texts do.
 */
export function compactId(text: string): Uint8Array | undefined {
  if (text.length !== length) return undefined;
  const bytes = Buffer.allocUnsafe(16);
  let at = 0;
  for (let index = 0; index < length; index += 2) {
    if (index === 8 || index === 13 || index === 18 || index === 23) {
      if (text.charCodeAt(index) !== dash) return undefined;
      index += 1;
    }
    const high = digit(text.charCodeAt(index));
    const low = digit(text.charCodeAt(index + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[at] = high * 16 + low;
    at += 1;
  }
  return bytes;
}

/** Small letters only: an id in capitals is another text and must come back as it was. */
function digit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x61 + 10 : -1;
}

export function idFrom(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-');
}

/** The text of compact ids in a column, as an expression of SQL. */
export function idTextOf(column: string): string {
  const part = (from: number, count: number): string => `substr(lower(hex(${column})), ${from}, ${count})`;
  return [part(1, 8), part(9, 4), part(13, 4), part(17, 4), part(21, 12)].join(` || '-' || `);
}
