/** Measures a part and says whether it is as fast as promised. */
export interface Benchmark {
  /** What must hold, in a sentence. */
  readonly promise: string;
  run(options: BenchmarkOptions): Promise<BenchmarkOutcome>;
}

export interface BenchmarkOptions {
  /** Smaller sizes, for a look in between; the promises are about the full ones. */
  readonly quick: boolean;
  readonly seed: number;
  /** Prints one table while the rest is still being measured. */
  readonly show: (title: string, rows: readonly object[]) => void;
}

export interface BenchmarkOutcome {
  readonly kept: boolean;
  readonly figures: Readonly<Record<string, unknown>>;
}
