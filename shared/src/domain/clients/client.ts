import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { zoneSchema } from '../../base/zone.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

/** An owner of pets: the person who pays and gets the notices (C-31). */
export const clientSchema = z.strictObject({
  id: idSchema('Client'),
  name: z.strictObject({
    given: z.string().min(1).max(80),
    family: z.string().min(1).max(80),
    patronymic: z.string().max(80).optional(),
  }),
  phones: z.array(z.string().min(5).max(24)).max(5),
  /** The owner's own zone, for quiet hours. */
  zone: zoneSchema,
  consents: z.array(z.enum(['CARE', 'REMINDERS', 'MARKETING'])).max(3),
  ...documentFields,
});
export type Client = z.infer<typeof clientSchema>;
export type ClientId = Client['id'];

export const clients = collectionKey<Client>('clients');
