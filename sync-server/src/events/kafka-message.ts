import { idSchema } from '@lapka/shared/base/id.ts';
import { instantSchema } from '@lapka/shared/base/instant.ts';
import { jsonObjectSchema } from '@lapka/shared/base/json.ts';
import { z } from 'zod';
import type { ClinicEvent } from '../stores/outbox.ts';

const eventSchema = z.strictObject({
  clinic: idSchema('Clinic'),
  id: z.string().min(1),
  name: z.string().min(1),
  payload: jsonObjectSchema,
  publishedAt: instantSchema,
});

/** The topic of an event's family, which is the first word of its name: `vaccination_appointment_created` → `lapka.vaccination`. */
export function topicOf(prefix: string, name: string): string {
  return `${prefix}.${name.split('_', 1)[0]}`;
}

/** One key has one partition, so the events of a clinic stay in order. */
export function messageOf(prefix: string, event: ClinicEvent): { topic: string; key: string; value: string } {
  return { topic: topicOf(prefix, event.name), key: event.clinic, value: JSON.stringify(event) };
}

/** The event in a message, or undefined for what we have not sent. */
export function eventOfMessage(value: string): ClinicEvent | undefined {
  try {
    return eventSchema.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
