import { compareInstants, type Instant } from '../../base/instant.ts';

interface Cue {
  readonly at: Instant;
  readonly order: number;
  readonly run: (at: Instant) => void;
}

/** What happens when. Scenes are written in any order and played by the clock; of the same moment, as written. */
export class Script {
  #cues: Cue[] = [];

  at(moment: Instant, run: (at: Instant) => void): void {
    this.#cues.push({ at: moment, order: this.#cues.length, run });
  }

  /** Plays everything up to the end; `between` is called whenever so many cues have run. */
  *play(every: number): Generator<Instant> {
    this.#cues.sort((a, b) => compareInstants(a.at, b.at) || a.order - b.order);
    for (const [index, { at, run }] of this.#cues.entries()) {
      run(at);
      if (index % every === every - 1) yield at;
    }
    this.#cues = [];
  }
}
