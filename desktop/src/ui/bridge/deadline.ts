const callDeadline = 40_000;

interface Call<T> {
  readonly path: readonly string[];
  readonly signal?: AbortSignal | undefined;
  next(options?: object): Promise<T>;
}

/** A call that gets no answer fails in the end, also when the node has hung; what the node tells by itself goes on for ever. */
export function withDeadline<T>(call: Call<T>): Promise<T> {
  if (call.path[0] === 'live') return call.next();
  const deadline = AbortSignal.timeout(callDeadline);
  const signal = call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]);
  return call.next({ ...call, signal });
}
