import { z } from 'zod';
import { codeSchema, nameSchema } from '../names.ts';
import { speciesSchema } from '../pets/pet.ts';

/**
 * How a clinic vaccinates with one vaccine: from which age, how many doses at which distance, when the first booster
 * follows and when the later ones. Every clinic edits its own; `default-protocols.ts` holds what it starts with (§7.2).
 */
export const diseaseSchema = z.enum([
  'RABIES',
  'DISTEMPER',
  'HEPATITIS',
  'PARVOVIRUS',
  'PARAINFLUENZA',
  'LEPTOSPIROSIS',
  'KENNEL_COUGH',
  'LYME',
  'PANLEUKOPENIA',
  'HERPESVIRUS',
  'CALICIVIRUS',
  'LEUKAEMIA',
  'MYXOMATOSIS',
  'RABBIT_HAEMORRHAGIC_DISEASE',
]);
export type Disease = z.infer<typeof diseaseSchema>;

const weeks = z.int().min(1).max(520);
const months = z.int().min(1).max(120);

/** The first series: so many doses, or doses at a distance until the animal has reached an age. */
export const primarySeriesSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('DOSES'), count: z.int().min(1).max(10), everyWeeks: weeks }),
  z.strictObject({
    kind: z.literal('UNTIL_AGE'),
    everyWeeks: weeks,
    untilWeeks: weeks,
    /** At least so many doses, also for an animal that is older already or whose age and history nobody knows. */
    leastDoses: z.int().min(1).max(10),
  }),
]);

export const firstBoosterSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('AFTER_MONTHS'), months }),
  z.strictObject({
    kind: z.literal('AT_AGE'),
    weeks,
    /** A dose before this age still belongs to the first series. */
    earliestWeeks: weeks,
    /** For an animal that is past that age, or of unknown age. */
    otherwiseMonths: months,
  }),
]);

export const laterBoostersSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('EVERY'), months, monthsAtRisk: months }),
  z.strictObject({ kind: z.literal('ONLY_AT_RISK'), months }),
]);

export const protocolSchema = z.strictObject({
  vaccine: codeSchema,
  name: nameSchema,
  diseases: z.array(diseaseSchema).min(1).max(14),
  species: z.array(speciesSchema).min(1).max(8),
  startWeeks: weeks,
  /** A dose that follows a counted one earlier than this is kept in the book and does not count. */
  minimumDays: z.int().min(1).max(365),
  primary: primarySeriesSchema,
  firstBooster: firstBoosterSchema,
  later: laterBoostersSchema,
  /** Days until a dose protects, when no earlier dose protected on that day: 21 for rabies (§7.1). */
  waitDays: z.int().min(0).max(60),
  /** The service that is charged, once per visit. */
  service: codeSchema,
  /** A live booking of one of these services makes reminders for this vaccine needless (C-26). */
  coveredBy: z.array(codeSchema).min(1).max(20),
});
export type Protocol = z.infer<typeof protocolSchema>;

export function protocolOf(protocols: readonly Protocol[], vaccine: string): Protocol | undefined {
  return protocols.find((protocol) => protocol.vaccine === vaccine);
}
