/**
 * Turns events into an async iteration for one reader. What comes while the reader is busy waits in line; when the signal
 * of the reader's connection ends, so does the iteration.
 */
export async function* eventQueue<T>(
  listen: (push: (event: T) => void) => () => void,
  signal: AbortSignal | undefined,
  first?: T,
): AsyncGenerator<T, void, void> {
  const waiting: T[] = first === undefined ? [] : [first];
  let ended = false;
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
    waiting.push(event);
    notice();
  });
  signal?.addEventListener('abort', end, { once: true });
  try {
    for (;;) {
      if (ended) return;
      const next = waiting.shift();
      if (next !== undefined) {
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
