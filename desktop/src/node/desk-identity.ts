import type { LocationCode, Series } from '@lapka/shared/domain/accounts/device-series.ts';
import type { ClinicId, DeviceId } from '@lapka/shared/domain/document.ts';
import type { LocationId } from '@lapka/shared/domain/settings/settings.ts';
import type { Zone } from '@lapka/shared/base/zone.ts';

/** Which desk of which clinic this node is; fixed at its enrolment. */
export interface DeskIdentity {
  readonly clinic: ClinicId;
  readonly device: DeviceId;
  readonly location: LocationId;
  /** As it is said in the clinic: `DK-A`. */
  readonly name: string;
  /** The letter in the numbers this desk gives out, so that two offline desks never give the same one (C-52). */
  readonly series: Series;
  /** The short code of the location in those numbers: `L1`. */
  readonly locationCode: LocationCode;
  readonly zone: Zone;
}
