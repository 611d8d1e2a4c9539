import { assert } from './assert.ts';

/** A source of random 32-bit unsigned integers: the system's own at the edge, a seeded one in tests and in the demo. */
export interface Random {
  uint32(): number;
}

/** A whole number from 0 up to, not including, `bound`, without modulo bias. */
export function below(random: Random, bound: number): number {
  assert(Number.isInteger(bound) && bound > 0 && bound <= 0x1_0000_0000, `bound ${bound} is out of range`);
  const fair = 0x1_0000_0000 - (0x1_0000_0000 % bound);
  for (;;) {
    const drawn = random.uint32();
    if (drawn < fair) return drawn % bound;
  }
}

/**
 * A reproducible source (sfc32): the same seed gives the same numbers on every machine. Not for secrets.
 */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const random: Random = {
    uint32() {
      const mixed = (((a + b) | 0) + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + mixed) | 0;
      return mixed >>> 0;
    },
  };
  // The first numbers of neighbouring seeds look alike; twelve rounds spread the seed over the whole state.
  for (let round = 0; round < 12; round++) random.uint32();
  return random;
}
