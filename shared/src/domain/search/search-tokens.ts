import type { SearchEntry } from '../collection.ts';
import { foldCode, wordsOf } from './fold.ts';
import { soundOf } from './sound.ts';

/** What an index keeps of an entry, one list for each way to find it. */
export interface SearchTokens {
  readonly words: readonly string[];
  readonly sounds: readonly string[];
  readonly codes: readonly string[];
  /** The codes backwards, so that their last digits are found as beginnings. */
  readonly tails: readonly string[];
}

export function searchTokens({ words, codes }: SearchEntry): SearchTokens {
  const folded = unique(words.flatMap(wordsOf));
  const signs = unique(codes.map(foldCode).filter((code) => code !== ''));
  return { words: folded, sounds: unique(folded.map(soundOf)), codes: signs, tails: signs.map(backwards) };
}

export function backwards(text: string): string {
  return Array.from(text).toReversed().join('');
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
