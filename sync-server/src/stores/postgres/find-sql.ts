import { assert } from '@lapka/shared/base/assert.ts';
import type { Condition, Find, Scalar } from '@lapka/shared/domain/find.ts';

/** A filter of rows with parameters from `$1` on. */
export interface Filter {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Lets through at least every document the question asks for. What SQL would decide differently from JavaScript, such as
 * the order of texts beyond ASCII or a number written in two ways, is left to `answer`, which has the last word anyway.
 * `known` says which paths the table can answer at all.
 */
export function filterOf({ where = {} }: Find, known: (path: string) => boolean): Filter {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const terms = Object.entries(where)
    .filter(([path]) => known(path))
    .flatMap(([path, condition]) => termsOf(textAt(path), condition, parameter));
  return { text: ['not deleted', ...terms].join(' and '), values };
}

/** The text at a path of the body: written exactly as in the indexes, or they would not be used. */
export function textAt(path: string): string {
  const steps = path.split('.');
  assert(
    steps.every((step) => /^\w+$/.test(step)),
    `not a path: ${path}`,
  );
  const place = steps.length === 1 ? `body ->> '${path}'` : `body #>> '{${steps.join(',')}}'`;
  return `((${place}) collate "C")`;
}

function termsOf(text: string, condition: Condition, parameter: (value: unknown) => string): string[] {
  if (typeof condition !== 'object') {
    return isExact(condition) ? [`${text} = ${parameter(String(condition))}`] : [];
  }
  if ('in' in condition) {
    if (!condition.in.every(isExact)) return [];
    return [`${text} = any(${parameter(condition.in.map(String))}::text[])`];
  }
  if ('exists' in condition) return [`${text} is ${condition.exists ? 'not null' : 'null'}`];
  const { from, below } = condition;
  return [
    ...(isComparable(from) ? [`${text} >= ${parameter(from)}`] : []),
    ...(isComparable(below) ? [`${text} < ${parameter(below)}`] : []),
  ];
}

/** Whether a value has one text only; a number may be written in several ways. */
function isExact(value: Scalar): boolean {
  return typeof value !== 'number';
}

/** Against a bound of ASCII, every text is on the same side by code point and by UTF-16 unit. */
function isComparable(bound: Scalar | undefined): bound is string {
  return typeof bound === 'string' && /^[\u0020-\u007e]*$/.test(bound);
}
