import { z } from 'zod';

/**
 * Text a person typed on one line: no line breaks, no control characters, no halves of surrogate pairs. The last two
 * cannot be stored as JSON by Postgres, so a document with one of them could never be sent.
 */
export function lineText(longest: number, shortest = 1): z.ZodString {
  return z
    .string()
    .min(shortest)
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
}

/** Text of several lines; tabs and line feeds are its only control characters. */
export function longText(longest: number, shortest = 1): z.ZodString {
  return z
    .string()
    .min(shortest)
    .max(longest)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u);
}

/**
 * Typed text as it is kept: composed letters, single spaces, no control characters and none that turn the writing
 * direction of what follows, cut at `longest`.
 */
export function tidyLine(text: string, longest: number): string {
  return tidied(text, longest * 4)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, longest)
    .replace(halfAtEnd, '')
    .trimEnd();
}

/** The same for text of several lines; line breaks are line feeds. */
export function tidyText(text: string, longest: number): string {
  return tidied(text.slice(0, longest * 2).replaceAll(/\r\n?/g, '\n'), longest * 2)
    .trim()
    .slice(0, longest)
    .replace(halfAtEnd, '')
    .trimEnd();
}

const halfAtEnd = /[\ud800-\udbff]$/;

function tidied(text: string, most: number): string {
  return text
    .slice(0, most)
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/(?![\n\t])\p{Cc}|\p{Cs}/gu, ' ')
    .normalize('NFC');
}
