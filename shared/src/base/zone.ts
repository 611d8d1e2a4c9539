import { z } from 'zod';
import type { Brand } from './brand.ts';
import { Temporal } from './temporal.ts';

/** A time zone by its IANA name, such as `Europe/Moscow`. Plain offsets are refused: they know no summer time. */
export type Zone = Brand<string, 'Zone'>;

export const zoneSchema = z
  .string()
  .max(64)
  .regex(/^(UTC|[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)+)$/)
  .refine(isKnown, { error: 'no such time zone' })
  .brand<'Zone'>();

/** A zone named in our own code; text from outside goes through the parser. */
export function zone(name: string): Zone {
  return zoneSchema.parse(name);
}

function isKnown(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (failure) {
    if (failure instanceof RangeError) return false;
    throw failure;
  }
}
