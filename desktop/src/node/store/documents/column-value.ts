import type { Scalar } from '@lapka/shared/domain/find.ts';
import type { SqlValue } from '../file/driver.ts';
import { sortText } from './sort-text.ts';

/**
 * What an index column holds for the value of a field. SQLite orders NULL, numbers, texts, bytes; so comparisons never
 * cross the types, as in JavaScript. What is no scalar – missing, null, an object – is NULL.
 */
export function columnValue(value: unknown): SqlValue {
  switch (typeof value) {
    case 'string':
      return sortText(value);
    case 'number':
      return value;
    case 'boolean':
      return value ? yes : no;
    default:
      return null;
  }
}

export function scalarColumnValue(value: Scalar): Exclude<SqlValue, null> {
  return typeof value === 'string' ? sortText(value) : typeof value === 'number' ? value : value ? yes : no;
}

const no = Buffer.of(0);
const yes = Buffer.of(1);
