import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { geoPositionSchema } from '../../base/geo-position.ts';
import { idSchema } from '../../base/id.ts';
import { currencySchema } from '../../base/money.ts';
import { lineText } from '../../base/text.ts';
import { zoneSchema } from '../../base/zone.ts';
import { locationCodeSchema, seriesSchema } from '../accounts/device-series.ts';
import { collectionKey } from '../collection-key.ts';
import { documentFields, stampSchema } from '../document.ts';
import { nameSchema } from '../names.ts';
import { phoneSchema } from '../people/phone.ts';
import { dayHoursSchema, weekHoursSchema } from './opening-hours.ts';
import { preferenceKeySchema, preferenceValueSchema } from './preference-value.ts';

/**
 * How a clinic is set up. One organisation owns everything (C-39); its licence and currency are said once. A location is
 * a place where animals are seen: it has the address, the clock, the opening hours and the length of a slot. Rooms are
 * parts of a location, and what can be done in a room decides what can be booked there. A holiday changes one day of one
 * location. A device is a computer the clinic has let in; its series letter makes the numbers it gives out its own.
 * A preference is one switch or number of the many a clinic may turn.
 */
export const organisationSchema = z.strictObject({
  id: idSchema('Clinic'),
  kind: z.literal('ORGANISATION'),
  name: nameSchema,
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: currencySchema,
  licence: lineText(120).optional(),
  ...documentFields,
});

export const locationSchema = z.strictObject({
  id: idSchema('Location'),
  kind: z.literal('LOCATION'),
  /** Short and unique, the first part of every human code: `L1`. */
  code: locationCodeSchema,
  name: nameSchema,
  address: lineText(300),
  phone: phoneSchema.optional(),
  position: geoPositionSchema.optional(),
  zone: zoneSchema,
  hours: weekHoursSchema,
  /** Minutes of one slot (C-07). */
  grid: z.int().min(5).max(60),
  /** Which price list is charged here; without one, the organisation's. */
  priceList: idSchema('PriceList').optional(),
  active: z.boolean(),
  ...documentFields,
});

/** `CONSULT`, `SURGERY`, `DENTAL`, …: the same words as services use; a clinic may add its own. */
export const roomKindSchema = lineText(40);

export const roomSchema = z.strictObject({
  id: idSchema('Room'),
  kind: z.literal('ROOM'),
  location: idSchema('Location'),
  name: nameSchema,
  kinds: z.array(roomKindSchema).min(1).max(20),
  /** What may be done here: all that asks for one of its kinds, or only the named services. */
  runs: z.discriminatedUnion('what', [
    z.strictObject({ what: z.literal('ITS_KINDS') }),
    z.strictObject({ what: z.literal('ONLY'), services: z.array(idSchema('Service')).max(200) }),
  ]),
  active: z.boolean(),
  ...documentFields,
});

export const holidaySchema = z.strictObject({
  id: idSchema('Holiday'),
  kind: z.literal('HOLIDAY'),
  location: idSchema('Location'),
  date: civilDateSchema,
  reason: nameSchema,
  /** The hours of a shortened day; none when the location is closed. */
  hours: z.array(dayHoursSchema).max(4),
  ...documentFields,
});

export const deviceSchema = z.strictObject({
  id: idSchema('Device'),
  kind: z.literal('DEVICE'),
  name: lineText(80),
  location: idSchema('Location'),
  /** In every number the device gives out, so that two desks without a line never give out the same (C-52). */
  series: seriesSchema,
  state: z.discriminatedUnion('is', [
    z.strictObject({ is: z.literal('ADMITTED') }),
    z.strictObject({ is: z.literal('REVOKED'), revoked: stampSchema, reason: lineText(500) }),
  ]),
  ...documentFields,
});

export const preferenceSchema = z.strictObject({
  id: idSchema('Preference'),
  kind: z.literal('PREFERENCE'),
  key: preferenceKeySchema,
  /** Where it holds: everywhere, or at one location in place of everywhere. */
  scope: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('ORGANISATION') }),
    z.strictObject({ of: z.literal('LOCATION'), location: idSchema('Location') }),
  ]),
  value: preferenceValueSchema,
  ...documentFields,
});

export const settingSchema = z.discriminatedUnion('kind', [
  organisationSchema,
  locationSchema,
  roomSchema,
  holidaySchema,
  deviceSchema,
  preferenceSchema,
]);
export type Setting = z.infer<typeof settingSchema>;
export type Organisation = z.infer<typeof organisationSchema>;
export type Location = z.infer<typeof locationSchema>;
export type LocationId = Location['id'];
export type Room = z.infer<typeof roomSchema>;
export type RoomId = Room['id'];
export type Holiday = z.infer<typeof holidaySchema>;
export type Device = z.infer<typeof deviceSchema>;
export type Preference = z.infer<typeof preferenceSchema>;

export const settings = collectionKey<Setting>('settings');
export const settingsVersion = 1;
