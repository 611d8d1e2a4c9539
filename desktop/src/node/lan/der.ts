/**
 * As much of DER (X.690) as a certificate needs: each value is a tag, a length and its content. Values are built from the
 * inside out.
 */
export type Der = Buffer;

export function sequence(...parts: readonly Der[]): Der {
  return value(0x30, Buffer.concat(parts));
}

export function set(...parts: readonly Der[]): Der {
  return value(0x31, Buffer.concat(parts));
}

/** A number without a sign, given by its bytes. */
export function integer(bytes: Uint8Array): Der {
  const first = bytes[0] ?? 0;
  // A leading one bit would make it negative.
  return value(0x02, first >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function boolean(given: boolean): Der {
  return value(0x01, Buffer.of(given ? 0xff : 0));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Der {
  return value(0x03, Buffer.concat([Buffer.of(unusedBits), bytes]));
}

export function octetString(bytes: Uint8Array): Der {
  return value(0x04, bytes);
}

export function text(given: string): Der {
  return value(0x0c, Buffer.from(given, 'utf8'));
}

export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** `2026-11-16T07:05:00.000Z`; before 2050 in the form with two digits for the year, as RFC 5280 wants it. */
export function time(instant: string): Der {
  const digits = instant.slice(0, 19).replaceAll(/\D/g, '');
  return Number(instant.slice(0, 4)) < 2050
    ? value(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : value(0x18, Buffer.from(`${digits}Z`));
}

/** `[number]` in the notation of the standards; `EXPLICIT` around a whole value, `IMPLICIT` in place of its tag. */
export function tagged(number: number, content: Uint8Array, form: 'PRIMITIVE' | 'CONSTRUCTED'): Der {
  return value((form === 'CONSTRUCTED' ? 0xa0 : 0x80) | number, content);
}

function value(tag: number, content: Uint8Array): Der {
  return Buffer.concat([Buffer.of(tag), length(content.length), content]);
}

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes);
  const digits = Buffer.from(bytes.toString(16).padStart(bytes < 0x100 ? 2 : 4, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | digits.length), digits]);
}

function base128(part: number): number[] {
  const low = part & 0x7f;
  const digits = [low];
  for (let rest = part >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}
