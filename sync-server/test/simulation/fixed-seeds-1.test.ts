import { describe, it } from 'vitest';
import { expectKept, fixedSeeds } from './seeds.ts';

describe('a clinic with trouble of every kind', () => {
  it.each(fixedSeeds(1, 16))('keeps every promise with seed $seed', expectKept, 120_000);
});
