import type { Scalar } from '@lapka/shared/domain/find.ts';
import { scalarColumnValue } from '../documents/column-value.ts';
import type { Columns } from '../documents/table-shape.ts';
import type { SqlValue } from '../file/driver.ts';

/** What one field must be, as far as a store can tell from an index column. */
export type FieldTest =
  | { readonly kind: 'oneOf'; readonly values: readonly Scalar[] }
  /** Also true of what is missing. */
  | { readonly kind: 'noneOf'; readonly values: readonly Scalar[] }
  | { readonly kind: 'range'; readonly lower?: Bound; readonly upper?: Bound };

export interface Bound {
  readonly value: Scalar;
  readonly included: boolean;
}

export interface Selection {
  readonly tests: readonly { readonly path: string; readonly test: FieldTest }[];
  /** Whether the tests are all that is asked; if not, documents that pass them are still to be looked at. */
  readonly complete: boolean;
  readonly order: readonly { readonly path: string; readonly descending: boolean }[];
}

export interface CompiledSelection {
  readonly where: string;
  readonly values: readonly SqlValue[];
  /** Whether exactly the documents that were asked for pass. */
  readonly exact: boolean;
  /** Empty when a field to sort by has no column. */
  readonly orderBy: string;
}

/** Turns a selection into SQL over the columns a table has; what they cannot decide is left to the caller. */
export function compileSelection({ tests, complete, order }: Selection, columns: Columns): CompiledSelection {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  let exact = complete;
  for (const { path, test } of tests) {
    const column = columns.get(path);
    const condition = column === undefined ? undefined : conditionOf(column, test, values);
    if (condition === undefined) exact = false;
    else conditions.push(condition);
  }
  return {
    where: conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`,
    values,
    exact,
    orderBy: orderOf(order, columns),
  };
}

function conditionOf(column: string, test: FieldTest, values: SqlValue[]): string | undefined {
  if (column === 'deleted') return deletedCondition(test);
  switch (test.kind) {
    case 'oneOf':
      return listCondition(column, test.values, values);
    case 'noneOf':
      return test.values.length === 0 ? 'TRUE' : `(${listCondition(column, test.values, values)}) IS NOT TRUE`;
    case 'range':
      return rangeCondition(column, test, values);
  }
}

/** Written as a constant, because the indexes of living documents are chosen only for a constant. */
function deletedCondition(test: FieldTest): string | undefined {
  if (test.kind !== 'oneOf' || test.values.length !== 1) return undefined;
  return `deleted = ${test.values[0] === true ? 1 : 0}`;
}

function listCondition(column: string, list: readonly Scalar[], values: SqlValue[]): string {
  if (list.length === 0) return 'FALSE';
  for (const value of list) values.push(scalarColumnValue(value));
  if (list.length === 1) return `${column} = ?`;
  return `${column} IN (${list.map(() => '?').join(', ')})`;
}

type Range = Extract<FieldTest, { kind: 'range' }>;

/** A range holds values of one type only; where one end is open, the neighbouring type is the end. */
function rangeCondition(column: string, { lower, upper }: Range, values: SqlValue[]): string | undefined {
  const type = typeof (lower ?? upper)?.value;
  if (lower !== undefined && upper !== undefined && typeof upper.value !== type) return 'FALSE';
  if (type !== 'string' && type !== 'number') return undefined;
  const ends: string[] = [];
  if (lower !== undefined) {
    ends.push(`${column} ${lower.included ? '>=' : '>'} ?`);
    values.push(scalarColumnValue(lower.value));
  } else if (type === 'string') {
    ends.push(`${column} >= ''`);
  }
  if (upper !== undefined) {
    ends.push(`${column} ${upper.included ? '<=' : '<'} ?`);
    values.push(scalarColumnValue(upper.value));
  } else {
    ends.push(type === 'string' ? `${column} < x''` : `${column} < ''`);
  }
  return ends.join(' AND ');
}

function orderOf(order: Selection['order'], columns: Columns): string {
  const parts: string[] = [];
  for (const { path, descending } of order) {
    const column = columns.get(path);
    if (column === undefined) return '';
    parts.push(descending ? `${column} DESC` : column);
  }
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}
