import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';

/** The devices that may sync, by their key. */
export interface DeviceRegistry {
  find(device: DeviceId): Promise<KnownDevice | undefined>;
}

export interface KnownDevice {
  readonly clinic: ClinicId;
  /** Ed25519, SPKI in base64. */
  readonly publicKey: string;
  readonly revoked: boolean;
}
