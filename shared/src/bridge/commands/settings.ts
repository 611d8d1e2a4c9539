import { z } from 'zod';
import { civilDateSchema } from '../../base/civil-date.ts';
import { idSchema } from '../../base/id.ts';
import {
  deviceSchema,
  holidaySchema,
  locationSchema,
  organisationSchema,
  preferenceSchema,
  roomSchema,
} from '../../domain/settings/settings.ts';
import { seenSchema } from '../../domain/seen.ts';
import { command } from '../define.ts';
import { typedLine } from '../typed.ts';

const location = idSchema('Location');
const seen = seenSchema.optional();

export const settingsCommands = {
  /** What is said once for the whole clinic. */
  changeOrganisation: command({
    input: {
      seen: seenSchema,
      name: organisationSchema.shape.name,
      country: organisationSchema.shape.country,
      licence: organisationSchema.shape.licence,
    },
    output: z.strictObject({ organisation: idSchema('Clinic') }),
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', 'COUNTRY_UNKNOWN'],
  }),
  /** Changes a place, or, without an id, opens another one. Its hours are a command of their own. */
  changeLocation: command({
    input: {
      location: location.optional(),
      seen,
      code: locationSchema.shape.code,
      name: locationSchema.shape.name,
      address: locationSchema.shape.address,
      phone: locationSchema.shape.phone,
      position: locationSchema.shape.position,
      zone: locationSchema.shape.zone,
      grid: locationSchema.shape.grid,
      priceList: locationSchema.shape.priceList,
      active: z.boolean(),
    },
    output: z.strictObject({ location }),
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE', 'CODE_TAKEN'],
  }),
  changeHours: command({
    input: { location, seen: seenSchema, hours: locationSchema.shape.hours },
    output: z.strictObject({ location }),
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE'],
  }),
  /** Closes a day or gives it other hours; with hours of null it is a day like any other again. */
  changeHolidays: command({
    input: {
      location,
      days: z
        .array(
          z.strictObject({
            date: civilDateSchema,
            reason: holidaySchema.shape.reason,
            hours: holidaySchema.shape.hours.nullable(),
          }),
        )
        .min(1)
        .max(100),
    },
    output: z.strictObject({ location }),
    errors: ['NOT_FOUND'],
  }),
  /** Changes a room, or, without an id, adds one. */
  changeRooms: command({
    input: {
      room: idSchema('Room').optional(),
      seen,
      location,
      name: roomSchema.shape.name,
      kinds: roomSchema.shape.kinds,
      runs: roomSchema.shape.runs,
      active: z.boolean(),
    },
    output: z.strictObject({ room: idSchema('Room') }),
    errors: ['NOT_FOUND', 'CHANGED_MEANWHILE'],
  }),
  /** Turns one of the preferences. */
  changeSetting: command({
    input: {
      key: preferenceSchema.shape.key,
      scope: preferenceSchema.shape.scope,
      value: preferenceSchema.shape.value,
    },
    output: z.strictObject({ preference: idSchema('Preference') }),
    errors: ['PREFERENCE_UNKNOWN', 'PREFERENCE_NOT_FITTING'],
  }),
};

const device = idSchema('Device');

/** A device is let in by the server, which gives it its series letter. */
export const deviceCommands = {
  change: command({
    input: { device, name: deviceSchema.shape.name, location },
    output: z.strictObject({ device }),
    errors: ['NOT_FOUND'],
  }),
  /** At its next contact it hands over what it has and wipes itself (story 24). */
  revoke: command({
    input: { device, reason: typedLine },
    output: z.strictObject({ device }),
    errors: ['NOT_FOUND', 'DEVICE_ALREADY_REVOKED', 'REASON_MISSING'],
  }),
};
