import type { FilledMangoQuery } from 'rxdb';
import type { Scalar } from '@lapka/shared/domain/find.ts';
import type { Bound, FieldTest, Selection } from './selection.ts';

/** The tests a query of RxDB comes to. Operators that are none of these make it incomplete, not wrong. */
export function selectionOfMango<Document>({ selector, sort }: FilledMangoQuery<Document>): Selection {
  const tests: Selection['tests'][number][] = [];
  const complete = collectTests(selector, tests);
  const order = sort.flatMap((part) =>
    Object.entries(part).map(([path, direction]) => ({ path, descending: direction === 'desc' })),
  );
  return { tests, complete, order };
}

/** Answers whether everything the selector says was collected. */
function collectTests(selector: object, tests: Selection['tests'][number][]): boolean {
  let complete = true;
  for (const [path, matcher] of Object.entries(selector) as [string, unknown][]) {
    if (path === '$and' && Array.isArray(matcher)) {
      for (const part of matcher) complete = isObject(part) && collectTests(part, tests) && complete;
    } else if (path.startsWith('$') || !isObject(matcher) || Object.keys(matcher).length === 0) {
      // Without an operator, the object itself is what the field must equal.
      complete = false;
    } else {
      for (const [operator, value] of Object.entries(matcher)) {
        const test = testOf(operator, value);
        if (test === undefined) complete = false;
        else tests.push({ path, test });
      }
    }
  }
  return complete;
}

function testOf(operator: string, value: unknown): FieldTest | undefined {
  switch (operator) {
    case '$eq':
      return isScalar(value) ? { kind: 'oneOf', values: [value] } : undefined;
    case '$ne':
      return isScalar(value) ? { kind: 'noneOf', values: [value] } : undefined;
    case '$in':
      return areScalars(value) ? { kind: 'oneOf', values: value } : undefined;
    case '$nin':
      return areScalars(value) ? { kind: 'noneOf', values: value } : undefined;
    case '$gt':
    case '$gte':
      return isScalar(value) ? { kind: 'range', lower: bound(value, operator === '$gte') } : undefined;
    case '$lt':
    case '$lte':
      return isScalar(value) ? { kind: 'range', upper: bound(value, operator === '$lte') } : undefined;
    default:
      return undefined;
  }
}

function bound(value: Scalar, included: boolean): Bound {
  return { value, included };
}

function areScalars(value: unknown): value is Scalar[] {
  return Array.isArray(value) && value.every(isScalar);
}

/** Not every number is one: NaN and infinities have no JSON, so no document holds them. */
function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
