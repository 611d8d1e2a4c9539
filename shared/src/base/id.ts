import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { UUID, V7Generator } from 'uuidv7';
import { z } from 'zod';
import { type Brand, mint } from './brand.ts';
import type { Clock } from './clock.ts';
import { epochMilliseconds } from './instant.ts';
import type { Random } from './random.ts';

/** The name of one thing, unique everywhere and made without asking anyone: `Id<'Pet'>` never fits an `Id<'Client'>`. */
export type Id<Kind extends string> = Brand<string, `${Kind}Id`>;

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[78][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export function idSchema<const Kind extends string>(_kind: Kind): z.ZodType<Id<Kind>, string> {
  return z
    .string()
    .length(36)
    .regex(form)
    .transform(mint<Id<Kind>>);
}

/** Makes ids. Within one maker they only grow, also within a millisecond, so they sort by the time they were made. */
export interface IdMaker {
  next<Kind extends string>(): Id<Kind>;
}

export function createIdMaker(clock: Clock, random: Random): IdMaker {
  const generator = new V7Generator({ nextUint32: () => random.uint32() });
  return {
    next: <Kind extends string>() =>
      mint<Id<Kind>>(generator.generateOrResetWithTs(epochMilliseconds(clock.now())).toString()),
  };
}

/**
 * The same parts always give the same id (UUID version 8). For things that two devices may both create for one reason,
 * such as the task about a double booking, so that they end as one.
 */
export function derivedId<Kind extends string>(kind: Kind, ...parts: readonly string[]): Id<Kind> {
  const bytes = sha256(utf8ToBytes(JSON.stringify([kind, ...parts]))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return mint<Id<Kind>>(UUID.ofInner(bytes).toString());
}
