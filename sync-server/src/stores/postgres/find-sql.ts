import { assert } from '@lapka/shared/base/assert.ts';
import type { Condition, Find, Scalar } from '@lapka/shared/domain/find.ts';

/** A filter of rows with parameters from `$1` on. */
export interface Filter {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What a table can say about its documents without handing them out. */
export interface TableFields {
  /** The columns it has of paths, by their names; only these can use an index. */
  readonly columns: ReadonlySet<string>;
  /** The paths its body holds; undefined where that is the whole document. */
  readonly paths: ReadonlySet<string> | undefined;
}

/**
 * Lets through at least every document the question asks for. What SQL would decide differently from JavaScript, such as
 * the order of texts beyond ASCII or a number written in two ways, is left to `answer`, which has the last word anyway.
 */
export function filterOf({ where = {} }: Find, { columns, paths }: TableFields): Filter {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const terms = Object.entries(where)
    .filter(([path]) => paths?.has(path) !== false)
    .flatMap(([path, condition]) => {
      const column = fieldColumn(path);
      return termsOf(columns.has(column) ? column : textAt(path), condition, parameter);
    });
  return { text: ['not deleted', ...terms].join(' and '), values };
}

/** The name of the column that the migrations make of an indexed path. */
export function fieldColumn(path: string): string {
  return `field_${path.replaceAll('.', '_').toLowerCase()}`;
}

function textAt(path: string): string {
  const steps = path.split('.');
  assert(
    steps.every((step) => /^\w+$/.test(step)),
    `not a path: ${path}`,
  );
  return `(body #>> '{${steps.join(',')}}') collate "C"`;
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
