import { foldCode, wordsOf } from './fold.ts';
import { inOtherLayout } from './keyboard-layout.ts';
import { backwards } from './search-tokens.ts';
import { soundOf } from './sound.ts';

/** One thing an entry must have: any of these. */
export interface SearchTerm {
  readonly anyOf: readonly Alternative[];
}

export interface Alternative {
  readonly list: 'words' | 'sounds' | 'codes' | 'tails';
  readonly token: string;
  /** Whether it may be the beginning of what is kept. */
  readonly prefix: boolean;
}

/** One reading of what was typed. An entry fits when it has all terms. */
export interface SearchAttempt {
  readonly terms: readonly SearchTerm[];
}

/** Fewer last digits than a phone's four would be found everywhere. */
const shortestTail = 4;
/** A phone without the country and without the 8 that stands for it at home. */
const nationalDigits = 10;
const mostTerms = 6;

/**
 * The readings of a typed text, likeliest first: the words as they are, the beginnings of words, the same sound in other
 * letters, and the keys pressed while the keyboard stood on the other language.
 */
export function searchAttempts(text: string): readonly SearchAttempt[] {
  const typed = readings(text);
  const other = inOtherLayout(text);
  return other === undefined ? typed : [...typed, ...readings(other)];
}

function readings(text: string): SearchAttempt[] {
  const parts = partsOf(text).slice(0, mostTerms);
  if (parts.length === 0) return [];
  const whole = parts.map((part) => (part.kind === 'CODE' ? codeTerm(part.code) : wordTerm(part.word, false)));
  const begun = parts.map((part) => (part.kind === 'CODE' ? codeTerm(part.code) : wordTerm(part.word, true)));
  const sounding = parts.map((part) => (part.kind === 'CODE' ? codeTerm(part.code) : soundTerm(part.word)));
  const onlyCodes = parts.every(({ kind }) => kind === 'CODE');
  return onlyCodes ? [{ terms: begun }] : [{ terms: whole }, { terms: begun }, { terms: sounding }];
}

type Part = { readonly kind: 'WORD'; readonly word: string } | { readonly kind: 'CODE'; readonly code: string };

/** Words, and codes: whatever has digits. Groups of digits belong together, as phones are written in groups. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  for (const piece of text.split(/\s+/)) {
    const code = foldCode(piece);
    if (!/\p{N}/u.test(code)) {
      parts.push(...wordsOf(piece).map((word): Part => ({ kind: 'WORD', word })));
      continue;
    }
    const last = parts.at(-1);
    const goesOn = last?.kind === 'CODE' && /^\p{N}+$/u.test(last.code) && /^\p{N}+$/u.test(code);
    if (goesOn) parts[parts.length - 1] = { kind: 'CODE', code: last.code + code };
    else parts.push({ kind: 'CODE', code });
  }
  return parts;
}

function wordTerm(token: string, prefix: boolean): SearchTerm {
  return { anyOf: [{ list: 'words', token, prefix }] };
}

function soundTerm(word: string): SearchTerm {
  const sound = soundOf(word);
  return sound === '' ? wordTerm(word, true) : { anyOf: [{ list: 'sounds', token: sound, prefix: true }] };
}

function codeTerm(code: string): SearchTerm {
  const beginnings = code.startsWith('8') ? [code, `7${code.slice(1)}`] : [code];
  const ending = code.length > nationalDigits && /^[78]\d+$/.test(code) ? code.slice(-nationalDigits) : code;
  const tails = ending.length >= shortestTail ? [ending] : [];
  return {
    anyOf: [
      ...beginnings.map((token): Alternative => ({ list: 'codes', token, prefix: true })),
      ...tails.map((token): Alternative => ({ list: 'tails', token: backwards(token), prefix: true })),
      { list: 'words', token: code, prefix: true },
    ],
  };
}
