import { z } from 'zod';
import { idSchema } from '../../base/id.ts';
import { currencySchema } from '../../base/money.ts';
import { zoneSchema } from '../../base/zone.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields } from '../document.ts';

/** The organisation and its places. One organisation owns all data of its locations (C-39). */
export const settingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: idSchema('Clinic'),
    kind: z.literal('ORGANISATION'),
    name: z.string().min(1).max(200),
    currency: currencySchema,
    ...documentFields,
  }),
  z.strictObject({
    id: idSchema('Location'),
    kind: z.literal('LOCATION'),
    name: z.string().min(1).max(200),
    address: z.string().max(300),
    zone: zoneSchema,
    ...documentFields,
  }),
]);
export type Setting = z.infer<typeof settingSchema>;
export type Location = Extract<Setting, { kind: 'LOCATION' }>;
export type LocationId = Location['id'];

export const settings = collectionKey<Setting>('settings');
