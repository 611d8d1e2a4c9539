import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindBytes, mediaTypeOf, mediaTypes, mostBytesOf } from './file-kind.ts';

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('the kind of a file', () => {
  it.each([
    ['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR', 'image/png'],
    ['RIFF\x10\x00\x00\x00WEBPVP8 ', 'image/webp'],
    ['\x00\x00\x00\x18ftypheic', 'image/heic'],
    ['\x00\x00\x00\x18ftypmp42', 'video/mp4'],
    ['%PDF-1.7', 'application/pdf'],
    [`${'\x00'.repeat(128)}DICM`, 'application/dicom'],
  ])('is seen in its first bytes: %j', (start, mediaType) => {
    expect(mediaTypeOf(bytes(start))).toBe(mediaType);
    expect(mediaTypes).toContain(mediaType);
    expect(mostBytesOf(mediaType)).toBeGreaterThan(1_000_000);
    expect(start.length).toBeLessThanOrEqual(kindBytes);
  });

  it.each([
    '',
    '<html>',
    '<svg xmlns="http://www.w3.org/2000/svg">',
    'MZ\x90',
    '#!/bin/sh',
    'PK\x03\x04',
    ' %PDF-1.7',
    'RIFF\x10\x00\x00\x00AVI ',
  ])('is none that a record may have: %j', (start) => {
    expect(mediaTypeOf(bytes(start))).toBeUndefined();
  });

  it('is judged without harm whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (start) => {
        const found = mediaTypeOf(start);
        expect(found === undefined || mediaTypes.includes(found)).toBe(true);
      }),
    );
    expect(mostBytesOf('text/html')).toBeUndefined();
  });
});
