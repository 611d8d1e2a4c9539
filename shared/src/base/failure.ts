import type { JsonObject, JsonValue } from './json.ts';
import { formatMoney } from './money-text.ts';
import { moneySchema } from './money.ts';

/** An expected failure: a code from a catalogue and the values its sentence needs. */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly details: JsonObject;
}

/** What the catalogue knows of a code. `cause` and `remedy` are for engineers, the sentences for people. */
export interface FailureText {
  readonly cause: string;
  readonly remedy: string;
  /** `{{name}}` stands for the detail of that name; money is written as money. */
  readonly ru: string;
  readonly en: string;
}

export type Language = 'ru' | 'en';

/** Keeps the codes of a catalogue as literal types. */
export function defineFailures<const Catalogue extends Readonly<Record<string, FailureText>>>(
  catalogue: Catalogue,
): Catalogue {
  return catalogue;
}

export function failure<const Code extends string>(code: Code, details: JsonObject = {}): Failure<Code> {
  return { code, details };
}

/** The sentence a person reads. */
export function sentenceOf(text: FailureText, details: JsonObject, language: Language): string {
  return text[language].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => written(details[name], language));
}

function written(value: JsonValue | undefined, language: Language): string {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.map((item: JsonValue) => written(item, language)).join(', ') || '–';
  if (typeof value !== 'object') return String(value);
  const amount = moneySchema.safeParse(value);
  return amount.success ? formatMoney(amount.data, language) : JSON.stringify(value);
}
