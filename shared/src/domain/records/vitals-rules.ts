import { failure, type Failure } from '../../base/failure.ts';
import { compareInstants, type Instant, plusMinutes } from '../../base/instant.ts';
import { formatQuantity } from '../../base/quantity.ts';
import { err, mapOk, ok, type Result } from '../../base/result.ts';
import { checkWeight, type Weight } from '../pets/weight.ts';
import { hardLimits, isWithinLimits, type Measured, type Measurement, type NumericMeasured } from './measurement.ts';
import { type MeasuredAnimal, rangeFor, type VitalRange, type VitalTable } from './vital-ranges.ts';

/** A value outside the range of its species. It is pointed out, never refused. */
export interface VitalWarning {
  readonly measurement: Measurement['id'];
  readonly what: VitalRange['what'];
  readonly side: 'LOW' | 'HIGH';
  readonly range: VitalRange;
}

export type MeasureRefusal = Failure<'MEASUREMENT_OUT_OF_LIMITS' | 'SCORE_BEYOND_SCALE' | 'WEIGHT_CHANGE_UNCONFIRMED'>;

/** What was measured when, and whether somebody has said that a surprising value is meant. */
export interface MeasuredNow {
  readonly measured: Measured;
  readonly at: Instant;
  readonly confirmed: boolean;
}

/** Refuses what only a slip of the finger can be, and a surprising weight until somebody has confirmed it. */
export function checkMeasured(
  { measured, at, confirmed }: MeasuredNow,
  weights: readonly Weight[],
): Result<Measured, MeasureRefusal> {
  if ('score' in measured) {
    if (isWithinLimits(measured)) return ok(measured);
    return err(failure('SCORE_BEYOND_SCALE', { score: formatQuantity(measured.score, 'en'), of: measured.of }));
  }
  if (measured.what === 'WEIGHT') {
    return mapOk(checkWeight(weights, measured.value, at, confirmed), () => measured);
  }
  if (!isNumeric(measured) || isWithinLimits(measured)) return ok(measured);
  const { least, most } = hardLimits[measured.what];
  const limits = { least: formatQuantity(least, 'en'), most: formatQuantity(most, 'en') };
  return err(failure('MEASUREMENT_OUT_OF_LIMITS', limits));
}

/** Clocks of two rooms differ; a measurement may be this far ahead of the one that writes it down. */
const clockToleranceMinutes = 5;

/** Refuses a measurement that nobody can have made yet. */
export function checkMeasuredBy(now: Instant, at: Instant): Result<void, Failure<'MEASURED_IN_FUTURE'>> {
  return at > plusMinutes(now, clockToleranceMinutes) ? err(failure('MEASURED_IN_FUTURE')) : ok();
}

/** Measurements outside the range of the animal, in the order they were taken. Without a range there is no warning. */
export function vitalWarnings(
  table: VitalTable,
  animal: MeasuredAnimal,
  measurements: readonly Measurement[],
): VitalWarning[] {
  const inOrder = measurements.toSorted((a, b) => compareInstants(a.at, b.at));
  return inOrder.flatMap(({ id, measured }) => {
    if (!isNumeric(measured) || measured.what === 'WEIGHT' || measured.what === 'BLOOD_PRESSURE') return [];
    const range = rangeFor(table, animal, measured.what);
    if (range === undefined || (measured.value >= range.least && measured.value <= range.most)) return [];
    return [{ measurement: id, what: measured.what, side: measured.value < range.least ? 'LOW' : 'HIGH', range }];
  });
}

function isNumeric(measured: Measured): measured is NumericMeasured {
  return 'value' in measured;
}
