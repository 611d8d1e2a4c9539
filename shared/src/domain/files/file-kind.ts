/**
 * What a record may have attached (C-55): pictures, papers, videos and studies. A file is what its first bytes say, not
 * what its name says; nothing that a browser would run is among them.
 */
interface FileKind {
  readonly mediaType: string;
  readonly mostBytes: number;
  /** Judges by the first bytes; a file may be shorter than these. */
  readonly fits: (start: Uint8Array) => boolean;
}

const megabyte = 1_048_576;
/** So many bytes from the start are enough to tell the kind. */
export const kindBytes = 132;

const kinds: readonly FileKind[] = [
  { mediaType: 'image/jpeg', mostBytes: 40 * megabyte, fits: startsWith([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/png', mostBytes: 40 * megabyte, fits: startsWith([0x89, ...codes('PNG\r\n'), 0x1a, 0x0a]) },
  { mediaType: 'image/webp', mostBytes: 40 * megabyte, fits: both(hasText(0, 'RIFF'), hasText(8, 'WEBP')) },
  { mediaType: 'image/heic', mostBytes: 40 * megabyte, fits: hasBrand(['heic', 'heix', 'mif1', 'msf1']) },
  { mediaType: 'application/pdf', mostBytes: 60 * megabyte, fits: hasText(0, '%PDF-') },
  {
    mediaType: 'video/mp4',
    mostBytes: 400 * megabyte,
    fits: hasBrand(['isom', 'iso2', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'M4V ', 'qt  ']),
  },
  { mediaType: 'application/dicom', mostBytes: 400 * megabyte, fits: hasText(128, 'DICM') },
];

export const mediaTypes: readonly string[] = kinds.map(({ mediaType }) => mediaType);

/** What a file is by its first bytes; undefined when it is nothing a record may have. */
export function mediaTypeOf(start: Uint8Array): string | undefined {
  return kinds.find(({ fits }) => fits(start))?.mediaType;
}

/** How large a file of this kind may be; undefined when there is no such kind. */
export function mostBytesOf(mediaType: string): number | undefined {
  return kinds.find((kind) => kind.mediaType === mediaType)?.mostBytes;
}

function startsWith(wanted: readonly number[]): FileKind['fits'] {
  return (start) => start.length >= wanted.length && wanted.every((byte, index) => start[index] === byte);
}

function hasText(offset: number, text: string): FileKind['fits'] {
  const fits = startsWith(codes(text));
  return (start) => fits(start.subarray(offset));
}

/** The containers of ISO 14496: a box `ftyp` that names what they are. */
function hasBrand(brands: readonly string[]): FileKind['fits'] {
  const isBox = hasText(4, 'ftyp');
  return (start) => isBox(start) && brands.some((brand) => hasText(8, brand)(start));
}

function both(first: FileKind['fits'], second: FileKind['fits']): FileKind['fits'] {
  return (start) => first(start) && second(start);
}

function codes(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}
