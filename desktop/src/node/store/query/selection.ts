import type { Scalar } from '@lapka/shared/domain/find.ts';
import type { Column } from '../documents/column.ts';
import type { TableColumns } from '../documents/table-columns.ts';
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
export function compileSelection({ tests, complete, order }: Selection, columns: TableColumns): CompiledSelection {
  const conditions: string[] = [];
  const values: SqlValue[] = [];
  let exact = complete;
  for (const { path, test } of tests) {
    const column = columns.of(path);
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

function conditionOf(column: Column, test: FieldTest, values: SqlValue[]): string | undefined {
  if (column.holding === 'MARK') return markCondition(column, test);
  switch (test.kind) {
    case 'oneOf':
      return listCondition(column, test.values, values);
    case 'noneOf':
      return `(${listCondition(column, test.values, values)}) IS NOT TRUE`;
    case 'range':
      return rangeCondition(column, test, values);
  }
}

/** Written as a constant, because the indexes of living documents are chosen only for a constant. */
function markCondition(column: Column, test: FieldTest): string | undefined {
  if (test.kind !== 'oneOf' || test.values.length !== 1) return undefined;
  return `${column.name} = ${test.values[0] === true ? 1 : 0}`;
}

/** A value the column cannot hold is in no document. */
function listCondition(column: Column, list: readonly Scalar[], values: SqlValue[]): string {
  const held = list.map((value) => column.valueOf(value)).filter((value) => value !== undefined);
  if (held.length === 0) return 'FALSE';
  values.push(...held);
  return held.length === 1 ? `${column.name} = ?` : `${column.name} IN (${held.map(() => '?').join(', ')})`;
}

type Range = Extract<FieldTest, { kind: 'range' }>;

/** A range holds values of one type only; where one end is open, the neighbouring type is the end. */
function rangeCondition(column: Column, { lower, upper }: Range, values: SqlValue[]): string | undefined {
  const type = typeof (lower ?? upper)?.value;
  if (lower !== undefined && upper !== undefined && typeof upper.value !== type) return 'FALSE';
  if (type !== 'string' && type !== 'number') return undefined;
  if (column.holding === 'MEMORIES') return undefined;
  if (type === 'number' && column.holding === 'IDS') return 'FALSE';
  const [from, to] = [lower && column.valueOf(lower.value), upper && column.valueOf(upper.value)];
  // A bound that is no id lies somewhere between the ids, where only the texts themselves can tell.
  if ((lower !== undefined && from === undefined) || (upper !== undefined && to === undefined)) return undefined;
  const ends: string[] = [];
  if (lower !== undefined && from !== undefined) {
    ends.push(`${column.name} ${lower.included ? '>=' : '>'} ?`);
    values.push(from);
  } else if (type === 'string' && column.holding !== 'IDS') {
    ends.push(`${column.name} >= ''`);
  }
  if (upper !== undefined && to !== undefined) {
    ends.push(`${column.name} ${upper.included ? '<=' : '<'} ?`);
    values.push(to);
  } else if (column.holding !== 'IDS') {
    ends.push(type === 'string' ? `${column.name} < x''` : `${column.name} < ''`);
  }
  return ends.join(' AND ');
}

function orderOf(order: Selection['order'], columns: TableColumns): string {
  const parts: string[] = [];
  for (const { path, descending } of order) {
    const column = columns.of(path);
    if (column === undefined || column.holding === 'MEMORIES') return '';
    parts.push(descending ? `${column.name} DESC` : column.name);
  }
  return parts.length === 0 ? '' : ` ORDER BY ${parts.join(', ')}`;
}
