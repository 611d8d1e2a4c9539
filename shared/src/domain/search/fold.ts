/**
 * A text as search compares it: small letters, ё as е, without accents. й stays a letter of its own, for it is one, and
 * not an и with a mark.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/(?<!и)\p{M}|(?<=и)(?!\u0306)\p{M}/gu, '')
    .normalize('NFC');
}

/** The words of a text: runs of letters and digits. */
export function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A phone, chip, passport or code without all that people put between its signs. */
export function foldCode(code: string): string {
  return foldText(code).replaceAll(/[^\p{L}\p{N}]/gu, '');
}
