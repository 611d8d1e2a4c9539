import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import { instantSchema } from '../../base/instant.ts';
import { seenSchema } from '../../domain/seen.ts';
import { blockSchema, shiftSchema, shiftTemplateSchema } from '../../domain/shifts/shift.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';

const shift = idSchema('Shift');
const template = idSchema('ShiftTemplate');
const times = {
  from: shiftSchema.shape.from,
  to: shiftTemplateSchema.shape.to,
  breaks: shiftTemplateSchema.shape.breaks,
};
const planned = z.strictObject({
  shifts: z.array(shift),
  /** It has begun already; the screen asks whether that is meant (C-41). */
  startsInPast: z.boolean(),
});
const overlapErrors = ['SHIFT_OVERLAPS', 'BREAK_OUTSIDE_SHIFT'] as const;
const planErrors = ['NOT_FOUND', 'SHIFT_IN_PAST', 'SHIFT_EMPTY', ...overlapErrors] as const;

export const shiftCommands = {
  /** Puts in what a weekday usually looks like, changes it, or, with a last day, ends it. */
  changeTemplate: command({
    input: {
      template: template.optional(),
      staff: idSchema('Staff'),
      location: idSchema('Location'),
      weekday: shiftTemplateSchema.shape.weekday,
      ...times,
      validFrom: civilDateSchema,
      validUntil: civilDateSchema.optional(),
      everyWeeks: shiftTemplateSchema.shape.everyWeeks,
    },
    output: z.strictObject({ template }),
    errors: ['NOT_FOUND', 'SHIFT_EMPTY', 'ENDS_BEFORE_START'],
  }),
  /** One dated shift: a vet proposes, a manager puts it into the plan at once (C-37). */
  propose: command({
    input: { staff: idSchema('Staff'), location: idSchema('Location'), date: civilDateSchema, ...times },
    output: planned,
    errors: planErrors,
  }),
  /** Makes what was proposed bookable, or the weeks ahead from the templates of a location (C-40). */
  publish: command({
    input: {
      what: z.discriminatedUnion('of', [
        z.strictObject({
          of: z.literal('PROPOSALS'),
          location: idSchema('Location'),
          shifts: z.array(shift).min(1).max(100),
        }),
        z.strictObject({
          of: z.literal('WEEKS'),
          location: idSchema('Location'),
          from: civilDateSchema,
          until: civilDateSchema,
        }),
      ]),
    },
    output: z.strictObject({
      published: z.array(shift),
      /** Days for which a template made nothing, and why. */
      skipped: z.array(z.strictObject({ template, date: civilDateSchema, why: z.string() })),
    }),
    errors: ['NOT_FOUND', 'SHIFT_STATE_WRONG', 'SHIFT_PLAN_TOO_LONG', ...overlapErrors],
  }),
  /** Other hours or breaks. Visits that are booked must stay inside. */
  change: command({
    input: { shift, seen: seenSchema, ...times },
    output: z.strictObject({ shift }),
    errors: [
      'NOT_FOUND',
      'CHANGED_MEANWHILE',
      'SHIFT_EMPTY',
      'SHIFT_STATE_WRONG',
      'SHIFT_HAS_BOOKINGS',
      ...overlapErrors,
    ],
  }),
  cancel: command({
    input: { shift, reason: typedLine },
    output: z.strictObject({ shift }),
    errors: ['NOT_FOUND', 'SHIFT_STATE_WRONG', 'SHIFT_HAS_BOOKINGS', 'REASON_MISSING'],
  }),
  /** Takes a vet, a room or the whole location out for a while. */
  block: command({
    input: {
      location: idSchema('Location'),
      what: blockSchema.shape.what,
      start: instantSchema,
      end: instantSchema,
      reason: typedLine,
    },
    output: z.strictObject({ block: idSchema('Block') }),
    errors: ['NOT_FOUND', 'BLOCK_EMPTY', 'SHIFT_HAS_BOOKINGS'],
  }),
  liftBlock: command({
    input: { block: idSchema('Block') },
    output: z.strictObject({ block: idSchema('Block') }),
    errors: ['NOT_FOUND'],
  }),
};
