/** Breaks a part on purpose and counts what that cost. */
export interface Experiment {
  /** What must hold, in a sentence. */
  readonly promise: string;
  run(options: ExperimentOptions): Promise<Outcome>;
}

export interface ExperimentOptions {
  /** How often to break it, or how much to do; each experiment has a number of its own. */
  readonly rounds?: number;
  readonly seed: number;
}

export interface Outcome {
  readonly kept: boolean;
  readonly figures: Readonly<Record<string, number | string>>;
}
