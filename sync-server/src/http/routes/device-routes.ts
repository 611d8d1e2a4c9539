import { idSchema } from '@lapka/shared/base/id.ts';
import { ok } from '@lapka/shared/base/result.ts';
import {
  deviceCodeAnswerSchema,
  deviceCodeRequestSchema,
  devicesSchema,
  deviceTokenRequestSchema,
  deviceTokenSchema,
  enrolledSchema,
  enrolSchema,
  keepKeySchema,
  releaseKeySchema,
  revokeDeviceSchema,
} from '@lapka/shared/protocol/http/devices.ts';
import { z } from 'zod';
import type { AccountParts } from '../../accounts/account-parts.ts';
import { enrolDevice, makeDeviceCode } from '../../devices/enrol-device.ts';
import { deviceToken, listDevices, revokeDevice } from '../../devices/manage-devices.ts';
import { keepKey, releaseKey } from '../../devices/recovery-keys.ts';
import { forAnybody, forDevice, forStaff, none, nothing, type Route } from '../route.ts';

const deviceParams = z.strictObject({ device: idSchema('Device') });

/** How devices come in, prove themselves and are shut out. */
export function deviceRoutes(parts: AccountParts): readonly Route[] {
  return [
    forStaff(
      {
        method: 'POST',
        path: '/v1/devices/codes',
        summary: 'A code that lets one device in at a location, for ten minutes',
        right: 'devices.enrol',
        input: z.strictObject({ body: deviceCodeRequestSchema }),
        answer: deviceCodeAnswerSchema,
        failures: ['NOT_FOUND'],
      },
      ({ input, clinic, member }) => makeDeviceCode(parts, clinic, member, input.body),
    ),
    forAnybody(
      {
        method: 'POST',
        path: '/v1/devices/enrol',
        summary: 'Lets a device in by its code; it gets its place, its series letter and the clinic’s recovery key',
        pace: 'SECRETS',
        input: z.strictObject({ body: enrolSchema }),
        answer: enrolledSchema,
        failures: ['CODE_EXPIRED', 'DEVICE_TAKEN', 'SERIES_USED_UP', 'TOO_MANY_ATTEMPTS'],
      },
      ({ input, origin }) => enrolDevice(parts, input.body, origin),
    ),
    forAnybody(
      {
        method: 'POST',
        path: '/v1/devices/token',
        summary: 'An access token for a device that signs with its key',
        input: z.strictObject({ body: deviceTokenRequestSchema }),
        answer: deviceTokenSchema,
        failures: ['NOT_SIGNED_IN'],
      },
      ({ input }) => deviceToken(parts, input.body.proof),
    ),
    forDevice(
      {
        method: 'PUT',
        path: '/v1/devices/self/key',
        summary: 'Keeps the key of the device’s database, sealed to the clinic’s recovery key',
        input: z.strictObject({ body: keepKeySchema }),
        answer: nothing,
        failures: ['DEVICE_REVOKED'],
      },
      ({ input, machine }) => keepKey(parts, machine, input.body.sealedKey),
    ),
    forStaff(
      {
        method: 'GET',
        path: '/v1/devices',
        summary: 'The devices of the clinic and when they were last seen',
        right: 'devices.enrol',
        input: none,
        answer: devicesSchema,
      },
      async ({ clinic }) => {
        const devices = (await listDevices(parts, clinic)).map(({ setting, trace, state }) => {
          const { id: device, name, location, series, created } = setting;
          const seen = { enrolledAt: trace?.enrolledAt ?? created.at, seenAt: trace?.seenAt ?? null };
          return { device, name, location, series, state, ...seen, keyKept: trace?.keyKept ?? false };
        });
        return ok({ devices });
      },
    ),
    forStaff(
      {
        method: 'POST',
        path: '/v1/devices/{device}/revoke',
        summary: 'Shuts a device out: it hands over what it has and wipes itself at its next contact',
        right: 'devices.revoke',
        input: z.strictObject({ params: deviceParams, body: revokeDeviceSchema }),
        answer: nothing,
        failures: ['NOT_FOUND', 'DEVICE_ALREADY_REVOKED', 'REASON_MISSING'],
      },
      ({ input, clinic, member }) => revokeDevice(parts, clinic, member, input.params.device, input.body.reason),
    ),
    forStaff(
      {
        method: 'POST',
        path: '/v1/devices/{device}/key',
        summary: 'Releases the key of a device’s database to the owner, sealed to the device that will open it',
        right: 'backups.restore',
        pace: 'SECRETS',
        input: z.strictObject({ params: deviceParams, body: releaseKeySchema }),
        answer: keepKeySchema,
        failures: [
          'WRONG_CREDENTIALS',
          'SECOND_FACTOR_NEEDED',
          'SECOND_FACTOR_OFF',
          'NO_KEY_KEPT',
          'TOO_MANY_ATTEMPTS',
        ],
      },
      ({ input, person, clinic, origin }) => releaseKey(parts, person, clinic, input.params.device, input.body, origin),
    ),
  ];
}
