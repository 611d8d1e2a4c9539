import { derivedId } from '../../base/id.ts';
import { sameJson } from '../../base/json.ts';
import type { Stamp } from '../document.ts';
import type { Pet } from '../pets/pet.ts';
import { type Weight, weightCurve } from '../pets/weight.ts';
import { type Measurement, measurementsOf } from './measurement.ts';
import type { RecordId } from './record.ts';

/**
 * The animal with exactly those weights of a record that the record has now: what was measured in a visit is on
 * the weight curve, and what was taken out of the draft again is not. The same animal when nothing changes.
 */
export function weighedIn(pet: Pet, record: RecordId, measurements: readonly Measurement[], stamp: Stamp): Pet {
  const weights = weightCurve([...othersThan(record, pet.weights), ...weightsOf(record, measurements)]);
  return sameJson(weights, weightCurve(pet.weights)) ? pet : { ...pet, weights: [...weights], changed: stamp };
}

/** The curve without what a record has put on it. */
export function othersThan(record: RecordId, weights: readonly Weight[]): Weight[] {
  return weights.filter(({ source }) => source.kind !== 'VISIT' || source.record !== record);
}

function weightsOf(record: RecordId, measurements: readonly Measurement[]): Weight[] {
  return measurementsOf(measurements, 'WEIGHT').map(({ id, at, measured }) => ({
    id: derivedId('Weight', id),
    at,
    kilograms: measured.value,
    source: { kind: 'VISIT', record },
  }));
}
