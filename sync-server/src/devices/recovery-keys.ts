import { type Failure, failure } from '@lapka/shared/base/failure.ts';
import { err, ok, type Result } from '@lapka/shared/base/result.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import type { ReleaseKey } from '@lapka/shared/protocol/http/devices.ts';
import type { AccountParts, Origin } from '../accounts/account-parts.ts';
import type { Machine, Person } from '../accounts/authenticate.ts';
import { makeSure, type Unsure } from '../accounts/make-sure.ts';
import { isSealingKey, type KeyPair, newKeyPair, openSealed, sealTo } from './sealed-box.ts';

/**
 * The key of a device's database is kept here too, sealed, so that a clinic does not lose its data with a broken keyring.
 * It leaves only to the owner of the clinic, after password and app, and sealed to the device that will open it: it is
 * never readable on the way.
 */

const databaseKeyLength = 32;

/** To which key the devices of a clinic seal. It is made when the first one asks. */
export async function recoveryPublicKey(parts: AccountParts, clinic: ClinicId): Promise<string> {
  return (await clinicKeys(parts, clinic)).publicKey;
}

export async function keepKey(
  parts: AccountParts,
  { clinic, device, revoked }: Machine,
  sealedKey: string,
): Promise<Result<void, Failure<'BAD_INPUT' | 'DEVICE_REVOKED'>>> {
  if (revoked) return err(failure('DEVICE_REVOKED'));
  // Looked into now: found unreadable on the day it is needed would be too late.
  const opened = openSealed(await clinicKeys(parts, clinic), sealedKey, keptAbout(clinic, device));
  if (opened?.length !== databaseKeyLength) return err(failure('BAD_INPUT', { fields: ['sealedKey'] }));
  await parts.devices.keepKey(clinic, device, sealedKey);
  await parts.accounts.transact(async (transaction) => transaction.audit(clinic, { event: 'DEVICE_KEY_KEPT', device }));
  return ok();
}

export type ReleaseRefusal = Unsure | Failure<'SECOND_FACTOR_OFF' | 'NO_KEY_KEPT' | 'BAD_INPUT'>;

export async function releaseKey(
  parts: AccountParts,
  { account }: Person,
  clinic: ClinicId,
  device: DeviceId,
  { recipient, ...sure }: ReleaseKey,
  origin: Origin,
): Promise<Result<{ readonly sealedKey: string }, ReleaseRefusal>> {
  if (!isSealingKey(recipient)) return err(failure('BAD_INPUT', { fields: ['recipient'] }));
  const factor = await parts.accounts.read(({ factors }) => factors.get(account.id));
  if (factor?.factor.kind !== 'TOTP') return err(failure('SECOND_FACTOR_OFF'));
  const made = await makeSure(parts, account, sure, origin, 'BOTH');
  if (!made.ok) return made;
  const kept = await parts.devices.keptKey(clinic, device);
  const key = kept && openSealed(await clinicKeys(parts, clinic), kept, keptAbout(clinic, device));
  if (key === undefined || key === '') return err(failure('NO_KEY_KEPT'));
  await parts.accounts.transact(async (transaction) =>
    transaction.audit(clinic, { event: 'DEVICE_KEY_RELEASED', device, by: account.id }),
  );
  parts.events.recoveryKeyReleased(clinic, device);
  return ok({ sealedKey: sealTo(recipient, key, releasedAbout(clinic, device)) });
}

/** What the device seals its key about. */
export function keptAbout(clinic: ClinicId, device: DeviceId): string {
  return `database key ${clinic} ${device}`;
}

/** What the server seals the released key about. */
export function releasedAbout(clinic: ClinicId, device: DeviceId): string {
  return `released database key ${clinic} ${device}`;
}

async function clinicKeys({ accounts, secret }: AccountParts, clinic: ClinicId): Promise<KeyPair> {
  const open = ({ publicKey, sealedPrivateKey }: { publicKey: string; sealedPrivateKey: string }): KeyPair => {
    return { publicKey, privateKey: secret.open('RECOVERY_KEYS', sealedPrivateKey, clinic) };
  };
  const known = await accounts.read((reader) => reader.clinicKeys.get(clinic));
  if (known !== undefined) return open(known);
  return await accounts.transact(async (transaction) => {
    const present = await transaction.clinicKeys.get(clinic);
    if (present !== undefined) return open(present);
    const made = newKeyPair();
    const sealedPrivateKey = secret.seal('RECOVERY_KEYS', made.privateKey, clinic);
    await transaction.clinicKeys.put({ clinic, publicKey: made.publicKey, sealedPrivateKey });
    return made;
  });
}
