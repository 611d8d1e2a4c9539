import type { Id } from '@lapka/shared/base/id.ts';
import type { Instant } from '@lapka/shared/base/instant.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';

/**
 * The devices that may sync, by their key. What a device is called, where it stands and whether it was shut out is said
 * by its settings document, which desks change too; here is what only the server knows of it.
 */
export interface DeviceRegistry {
  find(device: DeviceId): Promise<KnownDevice | undefined>;
  /** All devices a clinic ever had. */
  ofClinic(clinic: ClinicId): Promise<readonly DeviceTrace[]>;
  /** Lets a device in. Enrolling the same device with the same key again changes nothing. */
  enrol(clinic: ClinicId, device: DeviceId, publicKey: string): Promise<void>;
  /**
   * Notes that a device is here, with which copy of its store, and says what that means. `commit` counts the changes of
   * that copy, where the device tells it.
   */
  sighted(clinic: ClinicId, device: DeviceId, sighting: Sighting): Promise<Sighted>;
  /** Notes that a device that was shut out has handed over what it had and wiped itself. */
  wiped(clinic: ClinicId, device: DeviceId, at: Instant): Promise<void>;
  /** Keeps the sealed key of the device's database, in place of an earlier one. */
  keepKey(clinic: ClinicId, device: DeviceId, sealedKey: string): Promise<void>;
  keptKey(clinic: ClinicId, device: DeviceId): Promise<string | undefined>;
}

export interface KnownDevice {
  readonly clinic: ClinicId;
  /** Ed25519, SPKI in base64. */
  readonly publicKey: string;
  /** Shut out: it may hand over what it has, and is then told to wipe itself. */
  readonly revoked: boolean;
}

export interface DeviceTrace {
  readonly device: DeviceId;
  readonly enrolledAt: Instant;
  readonly seenAt: Instant | null;
  readonly wipedAt: Instant | null;
  readonly keyKept: boolean;
}

export interface Sighting {
  readonly incarnation: Id<'Incarnation'>;
  readonly commit?: number | undefined;
  readonly at: Instant;
}

/**
 * `NEW_COPY`: the store was restored or copied. `OLD_COPY`: one that was replaced is back, so there are two of them.
 * `WENT_BACK`: the same copy knows less than before, so its disk was set back.
 */
export type Sighted = 'FIRST' | 'SAME' | 'NEW_COPY' | 'OLD_COPY' | 'WENT_BACK';

/** What is kept to tell copies from one another: the present one first. */
export interface Incarnation {
  readonly id: Id<'Incarnation'>;
  readonly since: Instant;
  readonly commit: number;
}

const mostKept = 20;

/** What a sighting means, and what is kept after it. Pure. */
export function judgeSighting(
  known: readonly Incarnation[],
  { incarnation: id, commit, at }: Sighting,
): { readonly sighted: Sighted; readonly kept: readonly Incarnation[] } {
  const [present, ...earlier] = known;
  if (present?.id === id) {
    const sighted = commit !== undefined && commit < present.commit ? 'WENT_BACK' : 'SAME';
    return { sighted, kept: [{ ...present, commit: commit ?? present.commit }, ...earlier] };
  }
  const isOld = earlier.some((each) => each.id === id);
  const others = known.filter((each) => each.id !== id);
  const kept = [{ id, since: at, commit: commit ?? 0 }, ...others].slice(0, mostKept);
  if (present === undefined) return { sighted: 'FIRST', kept };
  return { sighted: isOld ? 'OLD_COPY' : 'NEW_COPY', kept };
}
