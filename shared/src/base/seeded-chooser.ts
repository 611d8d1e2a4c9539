import { present } from './assert.ts';
import { below, type Random, seededRandom } from './random.ts';

/** Makes the choices of a simulation, a generated test or the demo clinic from one seed, so that every run can be repeated. */
export class SeededChooser implements Random {
  readonly seed: number;
  readonly #random: Random;

  constructor(seed: number) {
    this.seed = seed;
    this.#random = seededRandom(seed);
  }

  uint32(): number {
    return this.#random.uint32();
  }

  /** A whole number from `lowest` to `highest`, both included. */
  between(lowest: number, highest: number): number {
    return lowest + below(this.#random, highest - lowest + 1);
  }

  chance(probability: number): boolean {
    return this.#random.uint32() < probability * 0x1_0000_0000;
  }

  pick<T>(choices: readonly T[]): T {
    return present(choices[below(this.#random, choices.length)], 'a choice');
  }

  /** Picks by weight: `weighted({ book: 5, cancel: 1 })` answers `book` five times of six. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record are its keys
    const entries = Object.entries(weights) as [Key, number][];
    let left = below(
      this.#random,
      entries.reduce((all, [, weight]) => all + weight, 0),
    );
    for (const [key, weight] of entries) {
      if (left < weight) return key;
      left -= weight;
    }
    return present(entries[0], 'a choice')[0];
  }

  /** The same things in a chosen order; the input stays as it is. */
  shuffled<T>(things: readonly T[]): T[] {
    const result = [...things];
    for (let index = result.length - 1; index > 0; index--) {
      const other = below(this.#random, index + 1);
      [result[index], result[other]] = [present(result[other], 'an item'), present(result[index], 'an item')];
    }
    return result;
  }
}
