import type { OutputOf } from '@lapka/shared/bridge/contract.ts';
import type { sessionContract, SessionState } from '@lapka/shared/bridge/session.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { preference, preferences } from '@lapka/shared/domain/settings/preferences.ts';
import { type LocationId, settings } from '@lapka/shared/domain/settings/settings.ts';
import { preferenceId } from '@lapka/shared/domain/settings/preferences.ts';
import type { StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { DeviceLease } from '../identity/device-lease.ts';
import type { StoreReader } from '../store/store.ts';
import type { Session } from './session.ts';

type Person = OutputOf<typeof sessionContract.people>[number];

/** What a screen is told about itself. */
export function sessionState(
  session: Session,
  reader: StoreReader,
  { lease, location }: { readonly lease: DeviceLease; readonly location: LocationId },
): SessionState {
  const owner = session.owner(reader);
  if (owner === undefined) return { state: 'SIGNED_OUT' };
  const person = shownPerson(owner, location);
  if (session.work?.isLocked !== false) return { state: 'LOCKED', person };
  if (mustChangePin(owner)) return { state: 'PIN_CHANGE', person };
  return { state: 'SIGNED_IN', person, authority: lease.authority(), lockMinutes: lockMinutes(reader, location) };
}

export function shownPerson(person: StaffMember, location: LocationId): Person {
  return { staff: person.id, name: person.name, roles: [...rolesAt(person, location)] };
}

/** Under a PIN that somebody else has chosen nothing is done but choosing an own one. */
export function mustChangePin({ pin }: StaffMember): boolean {
  return pin.kind === 'SET' && pin.mustChange;
}

export function lockMinutes(reader: StoreReader, location: LocationId): number {
  const { key } = preferences.lockMinutes;
  const ids = [preferenceId(key, { of: 'LOCATION', location }), preferenceId(key, { of: 'ORGANISATION' })];
  return preference(reader.getMany(settings, ids), preferences.lockMinutes, location);
}
