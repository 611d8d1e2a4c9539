import { civilDate } from '../../base/civil-date.ts';
import { derivedId } from '../../base/id.ts';
import { instantSchema, plusMinutes } from '../../base/instant.ts';
import { type Actor, createdBy, type Stamp } from '../../domain/document.ts';

/** Monday, the day on which all examples play, and nine in the morning of it in Moscow. */
export const today = civilDate('2026-11-16');
export const nine = instantSchema.parse('2026-11-16T06:00:00.000Z');

interface When {
  /** After nine. */
  readonly minute?: number;
  readonly device?: string;
  readonly by?: Actor;
  /** Tells apart what happened at the same minute on the same device. */
  readonly operation?: string;
}

export function aStamp({ minute = 0, device = 'DK-A', by = { kind: 'SYSTEM' }, operation = '' }: When = {}): Stamp {
  return {
    operation: derivedId('Operation', String(minute), device, operation),
    at: plusMinutes(nine, minute),
    by,
    device: derivedId('Device', device),
  };
}

/** The fields every document has, as the first version of its collection. */
export function documentBy(when: When = {}): ReturnType<typeof createdBy> {
  return createdBy(aStamp(when), 1);
}
