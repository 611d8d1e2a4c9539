import { describe, expect, it } from 'vitest';
import { flipBits, trashPages } from './bit-rot.ts';
import { deskKillExperiment } from './desk-kill.ts';
import { diskFullExperiment } from './disk-full.ts';
import { ioErrorsExperiment } from './io-errors.ts';
import { powerCuts } from './power-cut.ts';

const seed = 20_261_120;
const long = 60_000;

describe('a desk whose process or disk fails', () => {
  it('loses nothing acknowledged to kill -9, and reopens within 2 s', { timeout: long }, async () => {
    const { kept, figures } = await deskKillExperiment.run({ rounds: 4, seed });
    expect(figures).toMatchObject({ lost: 0, partial: 0, wrongLedgers: 0 });
    expect(kept).toBe(true);
  });

  it('loses nothing acknowledged to a power cut at any moment', { timeout: long }, async () => {
    const found = await powerCuts({ rounds: 60, seed, synchronous: undefined });
    expect(found).toMatchObject({ cuts: 60, cutsWithLoss: 0, partial: 0, refused: 0 });
    expect(found.acknowledged).toBeGreaterThan(100);
  });

  it('would be caught losing sales if it wrote less carefully', { timeout: long }, async () => {
    const found = await powerCuts({ rounds: 25, seed, synchronous: 'NORMAL' });
    expect(found.cutsWithLoss).toBeGreaterThan(0);
  });

  it('says that the disk is full, keeps what it has, and goes on when there is room', { timeout: long }, async () => {
    const { figures } = await diskFullExperiment.run({ rounds: 1, seed });
    expect(figures).toMatchObject({ timesFull: 2, timesResumed: 2, lost: 0, partial: 0, ballastKept: 0 });
  });

  it('loses nothing and does nothing twice on a disk that fails now and then', { timeout: long }, async () => {
    const { figures } = await ioErrorsExperiment.run({ rounds: 1, seed });
    expect(figures).toMatchObject({ lost: 0, partial: 0, refused: 0 });
  });

  it('notices every flipped bit before it shows a wrong row', { timeout: long }, async () => {
    expect(await flipBits({ rounds: 25, seed })).toEqual({ flips: 25, noticed: 25, wrongRows: 0 });
  });

  it(
    'saves every unsent change and 95 % of the rest from a file with 1 % of its pages trashed',
    { timeout: long },
    async () => {
      const found = await trashPages({ rounds: 1, seed });
      expect(found).toMatchObject({ unsentLost: 0, unnamed: 0 });
      expect(found.worstSavedPercent).toBeGreaterThan(95);
      expect(found.pagesTrashed).toBeGreaterThan(50);
    },
  );
});
