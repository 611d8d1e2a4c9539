/** The part of the driver the store uses. The package's own types are out of reach of its `exports`. */
declare module 'better-sqlite3' {
  type Value = string | number | bigint | Uint8Array | null;

  interface Statement {
    readonly reader: boolean;
    run(...values: readonly Value[]): { readonly changes: number };
    get(...values: readonly Value[]): unknown;
    all(...values: readonly Value[]): unknown[];
    iterate(...values: readonly Value[]): IterableIterator<unknown>;
    raw(on: boolean): this;
  }

  interface Database {
    readonly inTransaction: boolean;
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(source: string, options: { readonly simple: true }): unknown;
    key(key: Buffer): number;
    close(): this;
  }

  interface DatabaseConstructor {
    new (
      path: string,
      options: { readonly readonly: boolean; readonly fileMustExist: boolean; readonly timeout: number },
    ): Database;
  }

  const Database: DatabaseConstructor;
  // oxlint-disable-next-line import/no-default-export -- the driver's form
  export default Database;
}
