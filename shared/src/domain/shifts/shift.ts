import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { lineText } from '../../base/text.ts';
import { dayEndSchema, wallTimeSchema } from '../../base/wall-time.ts';
import { zoneSchema } from '../../base/zone.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

/**
 * When people work. A template says what a weekday usually looks like and makes dated shifts for the weeks ahead. A
 * shift is one person at one location on one day; it is what owners can book, once the manager has published it. A vet
 * may propose one. Inside a shift there are breaks, and a block takes a vet, a room or a whole location out for a while.
 *
 * A night shift is two linked shifts, one up to midnight and one from midnight on, so that every shift has one date.
 *
 * A shift is PROPOSED (by a vet) → SCHEDULED (published, may be booked) → COMPLETED; CANCELLED before that.
 */
const breakSchema = z
  .strictObject({ from: wallTimeSchema, to: dayEndSchema })
  .refine(({ from, to }) => from < to, { error: 'ends before it begins' });

const working = {
  staff: idSchema('Staff'),
  location: idSchema('Location'),
  from: wallTimeSchema,
  breaks: z.array(breakSchema).max(10),
};

export const shiftTemplateSchema = z.strictObject({
  id: idSchema('ShiftTemplate'),
  kind: z.literal('TEMPLATE'),
  ...working,
  weekday: z.int().min(1).max(7),
  /** At or before `from`, it is the next morning. */
  to: dayEndSchema,
  validFrom: civilDateSchema,
  /** The last day it makes shifts for. */
  validUntil: civilDateSchema.optional(),
  /** Every week, or every so many weeks counted from the week of `validFrom`. */
  everyWeeks: z.int().min(1).max(12),
  ...documentFields,
});

export const shiftSchema = z
  .strictObject({
    id: idSchema('Shift'),
    kind: z.literal('SHIFT'),
    ...working,
    date: civilDateSchema,
    zone: zoneSchema,
    to: dayEndSchema,
    state: z.discriminatedUnion('is', [
      z.strictObject({ is: z.literal('PROPOSED') }),
      z.strictObject({ is: z.literal('SCHEDULED') }),
      z.strictObject({ is: z.literal('COMPLETED') }),
      z.strictObject({ is: z.literal('CANCELLED'), reason: lineText(500) }),
    ]),
    origin: z.discriminatedUnion('by', [
      z.strictObject({ by: z.literal('HAND') }),
      z.strictObject({ by: z.literal('TEMPLATE'), template: idSchema('ShiftTemplate') }),
    ]),
    /** The other half of a night shift. */
    night: z.strictObject({ part: z.enum(['EVENING', 'MORNING']), other: idSchema('Shift') }).optional(),
    ...documentFields,
  })
  .refine(({ from, to }) => from < to, { error: 'ends before it begins' });

export const blockSchema = z
  .strictObject({
    id: idSchema('Block'),
    kind: z.literal('BLOCK'),
    location: idSchema('Location'),
    what: z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('VET'), staff: idSchema('Staff') }),
      z.strictObject({ of: z.literal('ROOM'), room: idSchema('Room') }),
      z.strictObject({ of: z.literal('LOCATION') }),
    ]),
    /** The day it begins, at the location. */
    date: civilDateSchema,
    start: instantSchema,
    end: instantSchema,
    reason: lineText(500, 0),
    lifted: z.boolean(),
    ...documentFields,
  })
  .refine(({ start, end }) => start < end, { error: 'ends before it begins' });

export const rosterEntrySchema = z.discriminatedUnion('kind', [shiftTemplateSchema, shiftSchema, blockSchema]);
export type RosterEntry = z.infer<typeof rosterEntrySchema>;
export type ShiftTemplate = z.infer<typeof shiftTemplateSchema>;
export type Shift = z.infer<typeof shiftSchema>;
export type ShiftId = Shift['id'];
export type Block = z.infer<typeof blockSchema>;
export type Break = Shift['breaks'][number];

export const shifts = collectionKey<RosterEntry>('shifts');
export const shiftsVersion = 1;
