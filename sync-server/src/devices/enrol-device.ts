import { createPublicKey } from 'node:crypto';
import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { type Instant, plusMinutes } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import { admitDevice } from '@lapka/shared/domain/settings/devices.ts';
import { type Device, settings } from '@lapka/shared/domain/settings/settings.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DeviceCodeRequest, Enrol, Enrolled } from '@lapka/shared/protocol/http/devices.ts';
import type { AccountParts, Origin } from '../accounts/account-parts.ts';
import { beginAttempt } from '../accounts/attempts.ts';
import { codeHash, newLongCode } from '../accounts/codes.ts';
import { serverDevice } from '../stores/server-device.ts';
import type { DeviceCode } from '../stores/account-entries.ts';
import { clinicDevice, clinicDevices } from './clinic-devices.ts';
import { recoveryPublicKey } from './recovery-keys.ts';

const codeMinutes = 10;

/** A code that lets one device in at a location (10 minutes). */
export async function makeDeviceCode(
  { accounts, documents, secret, clock }: AccountParts,
  clinic: ClinicId,
  by: StaffMember,
  { location, name }: DeviceCodeRequest,
): Promise<Result<{ readonly code: string; readonly expiresAt: Instant }, Failure<'NOT_FOUND'>>> {
  const need = { kind: 'get', collection: settings, id: location } as const;
  const found = (await documents.readClinic(clinic, (reader) => reader.world([need]))).get(settings, location);
  if (found?.kind !== 'LOCATION' || !found.active) return err(failure('NOT_FOUND'));
  const code = newLongCode(2);
  const expiresAt = plusMinutes(clock.now(), codeMinutes);
  const hash = codeHash(secret, 'device', code);
  await accounts.transact(async (transaction) => {
    await transaction.deviceCodes.put({ hash, clinic, location, name, by: by.id, expiresAt, usedBy: null });
    transaction.audit(clinic, { event: 'DEVICE_CODE_MADE', by: by.id, location });
  });
  return ok({ code, expiresAt });
}

export type EnrolRefusal = Failure<
  'CODE_EXPIRED' | 'BAD_INPUT' | 'DEVICE_TAKEN' | 'SERIES_USED_UP' | 'TOO_MANY_ATTEMPTS'
>;

/**
 * Lets a device in: its key is known from now on, and it gets its place and the next free series letter (C-52). The same
 * device may come again with its code, when the answer was lost or the server stopped half-way: it gets the same.
 */
export async function enrolDevice(
  parts: AccountParts,
  { code, device, publicKey }: Enrol,
  origin: Origin,
): Promise<Result<Enrolled, EnrolRefusal>> {
  if (!isSigningKey(publicKey)) return err(failure('BAD_INPUT', { fields: ['publicKey'] }));
  const attempt = await beginAttempt(parts, origin);
  if (!attempt.ok) return attempt;
  const { accounts, clock, devices, documents, events, secret } = parts;
  const now = clock.now();
  const hash = codeHash(secret, 'device', code);
  const known = await devices.find(device);
  const used = await accounts.transact(async (transaction): Promise<Result<DeviceCode, EnrolRefusal>> => {
    const found = await transaction.deviceCodes.get(hash);
    if (found === undefined || found.expiresAt <= now) return err(failure('CODE_EXPIRED'));
    const isSame = found.usedBy?.device === device && found.usedBy.publicKey === publicKey;
    if (found.usedBy !== null && !isSame) return err(failure('CODE_EXPIRED'));
    const isOurs = known?.clinic === found.clinic && known.publicKey === publicKey && !known.revoked;
    if (known !== undefined && !isOurs) return err(failure('DEVICE_TAKEN'));
    await transaction.deviceCodes.put({ ...found, usedBy: { device, publicKey } });
    await attempt.value.takenBack(transaction);
    return ok(found);
  });
  if (!used.ok) return used;
  const admitted = await admit(parts, used.value, device, now);
  if (!admitted.ok) return admitted;
  const { clinic } = used.value;
  await devices.enrol(clinic, device, publicKey);
  events.deviceEnrolled(clinic, device);
  const { location, name, series } = admitted.value;
  return ok({
    clinic,
    device,
    location,
    name,
    series,
    recoveryPublicKey: await recoveryPublicKey(parts, clinic),
    epoch: await documents.epoch(),
    now,
  });
}

/** Writes the device into the settings of the clinic, from where every desk knows its letter. */
async function admit(
  { documents }: AccountParts,
  { clinic, location, name, by, hash }: DeviceCode,
  device: Device['id'],
  now: Instant,
): Promise<Result<Device, Failure<'SERIES_USED_UP'>>> {
  return await documents.transactClinic(
    clinic,
    async (transaction): Promise<Result<Device, Failure<'SERIES_USED_UP'>>> => {
      const present = await clinicDevice(transaction, device);
      if (present !== undefined) return ok(present);
      const operation = derivedId('Operation', hash, device);
      const stamp = { operation, at: now, by: { kind: 'STAFF' as const, staff: by }, device: serverDevice };
      const admitted = admitDevice(await clinicDevices(transaction), { id: device, name, location }, stamp);
      if (!admitted.ok) return admitted;
      const origin = { deleted: false, device: serverDevice, operation };
      await transaction.put([{ collection: 'settings', document: admitted.value, ...origin }]);
      const { series } = admitted.value;
      await transaction.audit([{ at: now, content: { event: 'DEVICE_ENROLLED', device, by, location, series } }]);
      return admitted;
    },
  );
}

function isSigningKey(text: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519';
  } catch {
    // Node says by throwing that the bytes are no key.
    return false;
  }
}
