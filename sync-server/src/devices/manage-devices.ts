import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import { revokeDevice as revoked } from '@lapka/shared/domain/settings/devices.ts';
import type { Device } from '@lapka/shared/domain/settings/settings.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DeviceProof } from '@lapka/shared/protocol/http/accounts.ts';
import { tokenWords } from '@lapka/shared/protocol/http/devices.ts';
import type { AccountParts } from '../accounts/account-parts.ts';
import { provenDevice } from '../accounts/device-proof.ts';
import { closeSessionsOn } from '../accounts/sessions.ts';
import { serverDevice } from '../stores/server-device.ts';
import type { DeviceTrace } from '../stores/device-registry.ts';
import { clinicDevice, clinicDevices } from './clinic-devices.ts';

export interface DeviceLine {
  readonly setting: Device;
  readonly trace: DeviceTrace | undefined;
  readonly state: 'ADMITTED' | 'LEAVING' | 'GONE';
}

/** The devices of a clinic with what the server has seen of them. */
export async function listDevices(
  { documents, devices }: AccountParts,
  clinic: ClinicId,
): Promise<readonly DeviceLine[]> {
  const [known, traces] = await Promise.all([documents.readClinic(clinic, clinicDevices), devices.ofClinic(clinic)]);
  return known
    .toSorted((a, b) => (a.series < b.series ? -1 : 1))
    .map((setting) => {
      const trace = traces.find(({ device }) => device === setting.id);
      return { setting, trace, state: stateOf(setting, trace) };
    });
}

export type RevokeRefusal = Failure<'NOT_FOUND' | 'DEVICE_ALREADY_REVOKED' | 'REASON_MISSING'>;

/**
 * Shuts a device out: nobody signs in on it any more, and at its next contact it hands over what it has and wipes itself
 * (story 24). A desk may do the same by changing the device's settings document.
 */
export async function revokeDevice(
  parts: AccountParts,
  clinic: ClinicId,
  by: StaffMember,
  device: DeviceId,
  reason: string,
): Promise<Result<void, RevokeRefusal>> {
  const { accounts, clock, documents, events, ids } = parts;
  const now = clock.now();
  const operation = ids.next<'Operation'>();
  const stamp = { operation, at: now, by: { kind: 'STAFF' as const, staff: by.id }, device: serverDevice };
  const done = await documents.transactClinic(clinic, async (transaction): Promise<Result<void, RevokeRefusal>> => {
    const present = await clinicDevice(transaction, device);
    if (present === undefined) return err(failure('NOT_FOUND'));
    const changed = revoked(present, reason, stamp);
    if (!changed.ok) return changed;
    const origin = { deleted: false, device: serverDevice, operation };
    await transaction.put([{ collection: 'settings', document: changed.value, ...origin }]);
    await transaction.audit([{ at: now, content: { event: 'DEVICE_REVOKED', device, by: by.id } }]);
    return ok();
  });
  if (!done.ok) return done;
  await accounts.transact((transaction) => closeSessionsOn(transaction, device, now));
  events.deviceRevoked(clinic, device);
  return done;
}

/** An access token for a device that shows its key. One that was shut out gets it too, to hand over what it has. */
export async function deviceToken(
  { clock, devices, ids, tokens }: AccountParts,
  proof: DeviceProof,
): Promise<Result<{ readonly accessToken: string; readonly accessUntil: Instant }, Failure<'NOT_SIGNED_IN'>>> {
  const now = clock.now();
  const known = await provenDevice(devices, proof, tokenWords(proof.device, proof.at), now);
  if (known === undefined) return err(failure('NOT_SIGNED_IN'));
  const bearer = { kind: 'DEVICE' as const, device: proof.device, clinic: known.clinic };
  const { text, until } = await tokens.make(bearer, ids.next<'Token'>(), now);
  return ok({ accessToken: text, accessUntil: until });
}

function stateOf({ state }: Device, trace: DeviceTrace | undefined): DeviceLine['state'] {
  if (state.is === 'ADMITTED') return 'ADMITTED';
  return (trace?.wipedAt ?? null) === null ? 'LEAVING' : 'GONE';
}
