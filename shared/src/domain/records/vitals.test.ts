import { describe, expect, it } from 'vitest';
import { derivedId } from '../../base/id.ts';
import { quantity } from '../../base/quantity.ts';
import { aPet } from '../../testing/builders/pet.ts';
import { aStamp, at } from '../../testing/builders/stamp.ts';
import { aMonthAgo } from '../../testing/builders/visit.ts';
import { petSchema } from '../pets/pet.ts';
import { currentWeight } from '../pets/weight.ts';
import type { Measurement, NumericMeasure } from './measurement.ts';
import { defaultVitalTable, type MeasuredAnimal, rangeFor, vitalTableSchema } from './vital-ranges.ts';
import { vitalWarnings } from './vitals-rules.ts';
import { weighedIn } from './weighing.ts';

const measured = (what: NumericMeasure, value: number, time = '10:00'): Measurement => ({
  id: derivedId('Measurement', what, String(value), time),
  at: at(time),
  by: { kind: 'SYSTEM' },
  measured: { what, value: quantity(value) },
});

const warned = (animal: MeasuredAnimal, ...measurements: Measurement[]): string[] =>
  vitalWarnings(defaultVitalTable, animal, measurements).map(({ what, side }) => `${what} ${side}`);

describe('soft ranges of vital signs', () => {
  it('warn about a dog only outside 37.5 to 39.2 °C', () => {
    const dog = { species: 'DOG' } as const;
    expect(warned(dog, measured('TEMPERATURE', 37.5), measured('TEMPERATURE', 39.2, '10:10'))).toEqual([]);
    expect(warned(dog, measured('TEMPERATURE', 39.3, '10:10'), measured('TEMPERATURE', 37.4))).toEqual([
      'TEMPERATURE LOW',
      'TEMPERATURE HIGH',
    ]);
  });

  it('know large and small dogs and puppies apart, and take the wide range while age or weight is unknown', () => {
    const heart = (animal: Omit<MeasuredAnimal, 'species'>, value: number): string[] =>
      warned({ species: 'DOG', ...animal }, measured('HEART_RATE', value));
    expect(heart({ ageMonths: 60, weight: quantity(25) }, 101)).toEqual(['HEART_RATE HIGH']);
    expect(heart({ ageMonths: 60, weight: quantity(9.999) }, 99)).toEqual(['HEART_RATE LOW']);
    expect(heart({ ageMonths: 60, weight: quantity(15) }, 101)).toEqual([]);
    expect(heart({ ageMonths: 3, weight: quantity(3) }, 210)).toEqual([]);
    expect(heart({}, 140)).toEqual([]);
    expect(heart({}, 141)).toEqual(['HEART_RATE HIGH']);
  });

  it('say nothing where there is no range: birds, reptiles, rats, and measures without one', () => {
    expect(warned({ species: 'BIRD' }, measured('TEMPERATURE', 42))).toEqual([]);
    expect(warned({ species: 'REPTILE' }, measured('HEART_RATE', 5))).toEqual([]);
    expect(warned({ species: 'RODENT', breed: 'RAT' }, measured('HEART_RATE', 500))).toEqual([]);
    expect(warned({ species: 'RODENT', breed: 'GUINEA_PIG' }, measured('HEART_RATE', 500))).toEqual([
      'HEART_RATE HIGH',
    ]);
    expect(warned({ species: 'DOG' }, measured('WEIGHT', 119), measured('BLOOD_PRESSURE', 300))).toEqual([]);
  });

  it('warn about rabbits only far outside, because the sources disagree', () => {
    const rabbit = { species: 'RABBIT' } as const;
    expect(warned(rabbit, measured('HEART_RATE', 130), measured('HEART_RATE', 300, '10:01'))).toEqual([]);
    expect(rangeFor(defaultVitalTable, rabbit, 'HEART_RATE')?.note?.en).toMatch(/disagree/);
  });

  it('are data that a clinic edits', () => {
    expect(vitalTableSchema.parse(defaultVitalTable)).toEqual(defaultVitalTable);
  });
});

describe('the weight curve of the animal', () => {
  const record = derivedId<'Record'>('Record', 'visit');
  const light = measured('WEIGHT', 24.9, '09:50');
  const heavy = measured('WEIGHT', 25.2, '10:20');

  it('R-024 and story 8: gets the weights of a visit, and the latest exam says what the animal weighs', () => {
    const before = aPet({ weights: [aMonthAgo] });
    const weighed = weighedIn(before, record, [heavy, measured('TEMPERATURE', 38)], aStamp({ minute: 90 }));
    expect(currentWeight(weighed)?.kilograms).toBe(25_200);
    const later = weighedIn(weighed, record, [heavy, light], aStamp({ minute: 95 }));
    expect(later.weights.map(({ kilograms }) => kilograms)).toEqual([25_000, 24_900, 25_200]);
    expect(currentWeight(later)?.kilograms).toBe(25_200);
    expect(petSchema.parse(later)).toEqual(later);
  });

  it('loses a weight that was taken out of the draft again, and nothing else', () => {
    const weighed = weighedIn(aPet({ weights: [aMonthAgo] }), record, [heavy], aStamp());
    expect(weighedIn(weighed, record, [heavy], aStamp({ minute: 9 }))).toBe(weighed);
    expect(weighedIn(weighed, record, [], aStamp({ minute: 9 })).weights).toEqual([aMonthAgo]);
  });
});
