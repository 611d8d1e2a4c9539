import type { Scalar } from '@lapka/shared/domain/find.ts';
import type { SqlValue } from '../file/driver.ts';
import { compactId } from './compact-id.ts';
import { sortText } from './sort-text.ts';

/**
 * What an index column holds.
 * IDS: nothing but ids so far, in 16 bytes each. Every column starts so and turns into
 * ANYTHING with the first value that is no id: numbers, texts that order as in JavaScript, booleans.
 * MARK and TIME are RxDB's: whether the document is dead, and when it was written.
 * MEMORIES names what a replication remembers: the id of the document in short, and other names as they are, in no order.
 */
export type Holding = 'IDS' | 'ANYTHING' | 'MARK' | 'TIME' | 'MEMORIES';

/** The column of one field. What is no scalar – missing, null, an object – is NULL in it. */
export class Column {
  readonly name: string;
  readonly path: string;
  readonly #steps: readonly string[];
  holding: Holding;

  constructor(name: string, path: string, holding: Holding) {
    this.name = name;
    this.path = path;
    this.#steps = path.split('.');
    this.holding = holding;
  }

  /** What stands here for a document; undefined when the column must hold more than ids first. */
  valueIn(document: object): SqlValue | undefined {
    let here: unknown = document;
    for (const step of this.#steps) {
      if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return null;
      here = Reflect.get(here, step);
    }
    if (typeof here === 'string') return this.valueOf(here);
    return typeof here === 'number' || typeof here === 'boolean' ? this.valueOf(here) : null;
  }

  /** How the column spells a value; undefined when it cannot hold it, and so does not. */
  valueOf(value: Scalar): Exclude<SqlValue, null> | undefined {
    switch (this.holding) {
      case 'IDS':
        return typeof value === 'string' ? compactId(value) : undefined;
      case 'ANYTHING':
        return anything(value);
      case 'TIME':
        return typeof value === 'number' ? value : undefined;
      case 'MARK':
        return typeof value === 'boolean' ? Number(value) : undefined;
      case 'MEMORIES':
        return typeof value === 'string' ? (ofDocument(value) ?? sortText(value)) : undefined;
    }
  }
}

/** RxDB remembers a document under its id and `|0`. */
function ofDocument(name: string): Uint8Array | undefined {
  return name.length === 38 && name.endsWith('|0') ? compactId(name.slice(0, 36)) : undefined;
}

/** SQLite orders numbers, texts, bytes, so comparisons never cross the types, as in JavaScript. */
function anything(value: Scalar): Exclude<SqlValue, null> {
  if (typeof value === 'string') return sortText(value);
  if (typeof value === 'number') return value;
  return value ? yes : no;
}

const no = Buffer.of(0);
const yes = Buffer.of(1);
