import { divideRounded, toSafeNumber } from '../../base/rounding.ts';
import { failure, type Failure } from '../../base/failure.ts';
import { compareInstants, type Instant } from '../../base/instant.ts';
import { formatQuantity, type Quantity } from '../../base/quantity.ts';
import { err, ok, type Result } from '../../base/result.ts';
import {
  hardLimits,
  isWithinLimits,
  type Measured,
  type Measurement,
  measurementsOf,
  type NumericMeasured,
} from './measurement.ts';
import { type MeasuredAnimal, rangeFor, type VitalRange, type VitalTable } from './vital-ranges.ts';

/** A value outside the range of its species. It is pointed out, never refused. */
export interface VitalWarning {
  readonly measurement: Measurement['id'];
  readonly what: VitalRange['what'];
  readonly side: 'LOW' | 'HIGH';
  readonly range: VitalRange;
}

/** How far a weight may be from the one before without being asked about: 15 % (§7.3). */
const weightChangeAsked = 15;

export type MeasureRefusal = Failure<'MEASUREMENT_OUT_OF_LIMITS' | 'SCORE_BEYOND_SCALE' | 'WEIGHT_CHANGE_UNCONFIRMED'>;

/** Refuses what only a slip of the finger can be, and a surprising weight until somebody has confirmed it. */
export function checkMeasured(
  measured: Measured,
  previousWeight: Quantity | undefined,
  confirmed: boolean,
): Result<Measured, MeasureRefusal> {
  if ('score' in measured) {
    if (isWithinLimits(measured)) return ok(measured);
    return err(failure('SCORE_BEYOND_SCALE', { score: formatQuantity(measured.score, 'en'), of: measured.of }));
  }
  if (!isNumeric(measured)) return ok(measured);
  if (!isWithinLimits(measured)) {
    const { least, most } = hardLimits[measured.what];
    const limits = { least: formatQuantity(least, 'en'), most: formatQuantity(most, 'en') };
    return err(failure('MEASUREMENT_OUT_OF_LIMITS', { what: measured.what, ...limits }));
  }
  if (measured.what !== 'WEIGHT' || previousWeight === undefined || confirmed) return ok(measured);
  if (!isSurprising(previousWeight, measured.value)) return ok(measured);
  const change = changePercent(previousWeight, measured.value);
  return err(failure('WEIGHT_CHANGE_UNCONFIRMED', { before: formatQuantity(previousWeight, 'en'), change }));
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

/** The weight of an animal as measured last, whatever the order in which measurements arrive. */
export function latestWeight(measurements: readonly Measurement[]): { value: Quantity; at: Instant } | undefined {
  const last = measurementsOf(measurements, 'WEIGHT').at(-1);
  return last === undefined ? undefined : { value: last.measured.value, at: last.at };
}

export function isNumeric(measured: Measured): measured is NumericMeasured {
  return 'value' in measured;
}

function isSurprising(before: Quantity, now: Quantity): boolean {
  return Math.abs(now - before) * 100 > before * weightChangeAsked;
}

/** Rounded, with its sign; the weight before was above zero. */
function changePercent(before: Quantity, now: Quantity): number {
  return toSafeNumber(divideRounded(BigInt(now - before) * 100n, BigInt(before)));
}
