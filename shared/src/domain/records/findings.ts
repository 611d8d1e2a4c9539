import { z } from 'zod';
import { longText } from '../../base/text.ts';
import { entriesSchema, write, type Writer } from './entries.ts';

/** The systems a vet goes through, in the order of the examination (§7.3). */
export const systems = [
  'GENERAL',
  'EYES',
  'EARS',
  'NOSE_THROAT',
  'MOUTH',
  'SKIN',
  'LYMPH_NODES',
  'HEART',
  'LUNGS',
  'ABDOMEN',
  'UROGENITAL',
  'MUSCULOSKELETAL',
  'NERVOUS',
] as const;

export const systemSchema = z.enum(systems);
export type System = z.infer<typeof systemSchema>;

export const longestFinding = 4000;

/** A system without a finding was not examined: nothing is claimed that nobody looked at. */
export const findingSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('NORMAL') }),
  z.strictObject({ state: z.literal('ABNORMAL'), text: longText(longestFinding) }),
]);
export type Finding = z.infer<typeof findingSchema>;

export const findingsSchema = z.partialRecord(systemSchema, entriesSchema(findingSchema));
export type Findings = z.infer<typeof findingsSchema>;

/** One key: every system that was not examined yet is normal. What somebody found stays. */
export function allNormal(findings: Findings, writer: Writer): Findings {
  const untouched = systems.filter((system) => (findings[system] ?? []).length === 0);
  return { ...findings, ...Object.fromEntries(untouched.map((system) => [system, write([], normal, [], writer)])) };
}

const normal: Finding = { state: 'NORMAL' };
