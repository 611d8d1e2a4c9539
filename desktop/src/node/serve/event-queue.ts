/**
 * Turns events into an async iteration for one reader. What comes while the reader is busy is joined into one event, so
 * that a reader who never comes back holds no more than one. When the signal of the reader's line ends, so does the
 * iteration.
 */
export async function* eventQueue<T>(
  listen: (push: (event: T) => void) => () => void,
  signal: AbortSignal | undefined,
  options: { readonly first?: T; readonly join: (older: T, newer: T) => T },
): AsyncGenerator<T, void, void> {
  let waiting: T | undefined = options.first;
  let ended = signal?.aborted === true;
  let wake: (() => void) | undefined;
  const notice = (): void => {
    wake?.();
    wake = undefined;
  };
  const end = (): void => {
    ended = true;
    notice();
  };
  const stopListening = listen((event) => {
    waiting = waiting === undefined ? event : options.join(waiting, event);
    notice();
  });
  signal?.addEventListener('abort', end, { once: true });
  try {
    for (;;) {
      if (ended) return;
      if (waiting !== undefined) {
        const next = waiting;
        waiting = undefined;
        yield next;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    stopListening();
    signal?.removeEventListener('abort', end);
  }
}

/** For states: only the newest counts. */
export function newest<T>(_older: T, newer: T): T {
  return newer;
}
