/** The middle of many, which one slow moment of the machine does not move. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Milliseconds one call takes. */
export async function timed(act: () => unknown): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/**
 * Times things that are to be compared in turns, so that what else the machine does befalls all of them alike. Answers
 * one list of samples for each.
 */
export async function inTurns(rounds: number, ...acts: readonly ((round: number) => unknown)[]): Promise<number[][]> {
  const samples = acts.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, act] of acts.entries()) samples[index]?.push(await timed(() => act(round)));
  }
  return samples;
}
