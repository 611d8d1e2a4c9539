/** What a function that may fail in an expected way returns. A bug throws; an expected failure is a value. */
export type Result<T, E> = Ok<T> | Err<E>;

export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

export function ok(): Ok<void>;
export function ok<T>(value: T): Ok<T>;
export function ok<T>(value?: T): Ok<T | undefined> {
  return { ok: true, value };
}

export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}

/** Taken apart, so that a function may answer with one of several results and all their errors are known. */
type AnyResult = Result<unknown, unknown>;
type ValueOf<R extends AnyResult> = R extends Ok<infer T> ? T : never;
type ErrorOf<R extends AnyResult> = R extends Err<infer E> ? E : never;

export function mapOk<R extends AnyResult, U>(result: R, change: (value: ValueOf<R>) => U): Result<U, ErrorOf<R>>;
export function mapOk<T, U, E>(result: Result<T, E>, change: (value: T) => U): Result<U, E> {
  return result.ok ? ok(change(result.value)) : result;
}

export function andThen<R extends AnyResult, Next extends AnyResult>(
  result: R,
  next: (value: ValueOf<R>) => Next,
): Result<ValueOf<Next>, ErrorOf<R> | ErrorOf<Next>>;
export function andThen<T, U, E, F>(result: Result<T, E>, next: (value: T) => Result<U, F>): Result<U, E | F> {
  return result.ok ? next(result.value) : result;
}

/** All values, or the first failure. */
export function collect<T, E>(results: Iterable<Result<T, E>>): Result<T[], E> {
  const values: T[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    values.push(result.value);
  }
  return ok(values);
}
