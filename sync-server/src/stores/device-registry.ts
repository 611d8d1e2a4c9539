import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';

/** The devices that may sync, by their key. */
export interface DeviceRegistry {
  find(device: DeviceId): Promise<KnownDevice | undefined>;
  /** Lets a device in. Enrolling the same device with the same key again changes nothing. */
  enrol(clinic: ClinicId, device: DeviceId, publicKey: string): Promise<void>;
}

export interface KnownDevice {
  readonly clinic: ClinicId;
  /** Ed25519, SPKI in base64. */
  readonly publicKey: string;
  readonly revoked: boolean;
}
