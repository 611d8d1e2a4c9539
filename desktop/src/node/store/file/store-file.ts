import { assert, present } from '@lapka/shared/base/assert.ts';
import type { Connection, PreparedStatement, SqlValue } from './driver.ts';
import { faultBehind } from './fault.ts';

/** More distinct statements than the store has; the odd ones are queries with lists of many lengths. */
const keptStatements = 400;

/**
 * The one connection to the file and its transactions. All is synchronous, so a transaction is never interleaved with
 * anything. After a disk error the connection is opened anew before it is used again; statements follow by themselves.
 */
export class StoreFile {
  readonly #connect: () => Connection;
  readonly #statements = new Map<string, Statement<readonly SqlValue[]>>();
  readonly #forget: (() => void)[] = [];
  #connection: Connection | undefined;
  #generation = 0;
  #closed = false;
  #remembersWrongly = false;
  #inside = false;
  #transactions = 0;
  #sequence = 0;
  /** The highest number of a commit whose outcome is unknown: the file may have it or not. */
  #doubtful = 0;

  /** `connect` opens the file ready for use: unlocked, with its settings, and throws when it cannot. */
  constructor(connect: () => Connection) {
    this.#connect = connect;
    this.#connection = connect();
  }

  /** How many transactions were begun. */
  get transactions(): number {
    return this.#transactions;
  }

  /** The statement for this text, prepared once. `Row` is what the text selects, in its order. */
  statement<Row extends readonly SqlValue[] = readonly []>(sql: string): Statement<Row> {
    const known = this.#statements.get(sql);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same text selects the same columns
    if (known !== undefined) return known as unknown as Statement<Row>;
    const made = new Statement<Row>(
      () => this.#connected().prepare(sql),
      () => this.#generation,
    );
    if (this.#statements.size >= keptStatements) this.#forgetOldestStatement();
    this.#statements.set(sql, made);
    return made;
  }

  execute(sql: string): void {
    this.#connected().exec(sql);
  }

  pragma(source: string): unknown {
    return this.#connected().pragma(source);
  }

  /**
   * Runs `act` in one write transaction: all or nothing of it is on the disk when this returns. Throws a `StoreFault`
   * when the disk is at fault; what `act` throws goes on to the caller after everything was undone.
   */
  transact<T>(act: () => T): T {
    assert(!this.#inside, 'a transaction was started inside another');
    let outcome: { readonly value: T };
    this.refresh();
    const sequenceBefore = this.#sequence;
    this.#inside = true;
    this.#transactions += 1;
    try {
      this.statement('BEGIN IMMEDIATE').run();
      outcome = { value: act() };
      this.statement('COMMIT').run();
    } catch (error) {
      this.#undo();
      const fault = faultBehind(error);
      if (fault?.fault === 'IO') {
        this.#disconnect();
        this.#doubtful = Math.max(this.#doubtful, this.#sequence);
      }
      // Only a known commit has given numbers: the mark beside the file must not know of more than the file.
      this.#sequence = sequenceBefore;
      throw fault ?? error;
    } finally {
      this.#inside = false;
    }
    return outcome.value;
  }

  /** Runs `act` in the transaction that is running, or in one of its own. */
  within<T>(act: () => T): T {
    return this.#inside ? act() : this.transact(act);
  }

  /**
   * Registers what must be forgotten when a transaction did not end well: whatever was kept in memory of its writes. It
   * may read the file, so it runs before the next use and not in the middle of a failure.
   */
  onUndone(forget: () => void): void {
    this.#forget.push(forget);
  }

  /** To be called before anything is read that may rest on what a failed transaction left in memory. */
  refresh(): void {
    if (!this.#remembersWrongly) return;
    for (const forget of this.#forget) forget();
    this.#remembersWrongly = false;
  }

  /** The number for the next change: above all given before, in this file, for ever. It is given once a row carries it. */
  get nextSequence(): number {
    return Math.max(this.#sequence, this.#doubtful) + 1;
  }

  /** The last number the file has for certain; it may have more. */
  get lastSequence(): number {
    return this.#sequence;
  }

  /** To be called for each row that was written with a number. */
  continueSequenceAfter(sequence: number): void {
    this.#sequence = Math.max(this.#sequence, sequence);
  }

  close(): void {
    this.#closed = true;
    this.#disconnect();
  }

  #connected(): Connection {
    assert(!this.#closed, 'the store file is closed');
    try {
      this.#connection ??= this.#connect();
    } catch (error) {
      throw faultBehind(error) ?? error;
    }
    return this.#connection;
  }

  #undo(): void {
    this.#remembersWrongly = true;
    if (this.#connection?.inTransaction !== true) return;
    try {
      this.#connection.exec('ROLLBACK');
    } catch (error) {
      if (faultBehind(error) === undefined) throw error;
      this.#disconnect();
    }
  }

  #disconnect(): void {
    const broken = this.#connection;
    this.#connection = undefined;
    this.#generation += 1;
    try {
      broken?.close();
    } catch (error) {
      // A connection that cannot even be closed is gone all the same.
      if (faultBehind(error) === undefined) throw error;
    }
  }

  #forgetOldestStatement(): void {
    const [oldest] = this.#statements.keys();
    this.#statements.delete(present(oldest, 'a kept statement'));
  }
}

/** A prepared statement that survives the reopening of its file. Rows come as tuples. */
export class Statement<Row extends readonly SqlValue[]> {
  readonly #prepare: () => PreparedStatement;
  readonly #generation: () => number;
  #prepared: PreparedStatement | undefined;
  #preparedIn = -1;

  constructor(prepare: () => PreparedStatement, generation: () => number) {
    this.#prepare = prepare;
    this.#generation = generation;
  }

  /** Answers the number of rows that were changed. */
  run(...values: readonly SqlValue[]): number {
    return this.#ready().run(...values).changes;
  }

  get(...values: readonly SqlValue[]): Row | undefined {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `Row` is what the statement selects
    return this.#ready().get(...values) as Row | undefined;
  }

  all(...values: readonly SqlValue[]): Row[] {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `Row` is what the statement selects
    return this.#ready().all(...values) as Row[];
  }

  /** Row by row. The loop must end, or be left, before anything is written. */
  iterate(...values: readonly SqlValue[]): IterableIterator<Row> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `Row` is what the statement selects
    return this.#ready().iterate(...values) as IterableIterator<Row>;
  }

  #ready(): PreparedStatement {
    if (this.#prepared === undefined || this.#preparedIn !== this.#generation()) {
      this.#prepared = this.#prepare();
      this.#preparedIn = this.#generation();
    }
    return this.#prepared;
  }
}
