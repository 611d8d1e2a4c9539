import type { Language } from '../../base/failure.ts';
import type { Organisation } from './settings.ts';

const russianSpeaking: ReadonlySet<string> = new Set(['RU', 'BY', 'KZ', 'KG']);

/** The language in which names are copied into records and papers of a clinic, whatever its screens show. */
export function paperLanguage({ country }: Pick<Organisation, 'country'>): Language {
  return russianSpeaking.has(country) ? 'ru' : 'en';
}
