import { type Instant, laterOf, plusDays, plusMinutes } from '../../base/instant.ts';
import type { Authority } from './role.ts';

/** How long a PIN works without the server having confirmed the person (story 24), and when the screen warns of it. */
export const leaseDays = 14;
const warnDays = 3;

/** How long a manager's PIN keeps an expired device open for the emergency at the door. */
const emergencyMinutes = 120;

export type Lease =
  | { readonly kind: 'VALID'; readonly until: Instant; readonly endsSoon: boolean }
  | { readonly kind: 'EXPIRED'; readonly since: Instant };

/**
 * The lease of one person on one device. `latestKnown` is the latest time the device ever saw, so that a clock set back
 * does not lengthen it.
 */
export function leaseAt(lastOnlineSignIn: Instant, now: Instant, latestKnown: Instant): Lease {
  const time = laterOf(now, latestKnown);
  const end = plusDays(lastOnlineSignIn, leaseDays);
  if (time >= end) return { kind: 'EXPIRED', since: end };
  return { kind: 'VALID', until: end, endsSoon: time >= plusDays(end, -warnDays) };
}

/** What a session may do under a lease; `openedByManager` is when a manager's PIN opened it for an emergency. */
export function authorityUnder(lease: Lease, now: Instant, openedByManager: Instant | undefined): Authority {
  if (lease.kind === 'VALID') return 'FULL';
  const open = openedByManager !== undefined && now >= openedByManager && now < emergencyEnd(openedByManager);
  return open ? 'EMERGENCY' : 'READ_ONLY';
}

export function emergencyEnd(openedByManager: Instant): Instant {
  return plusMinutes(openedByManager, emergencyMinutes);
}

/** When an untouched screen locks itself; a clinic chooses the minutes, within bounds that keep it a lock. */
export function lockDueAt(lastTouched: Instant, minutes: number): Instant {
  return plusMinutes(lastTouched, Math.min(Math.max(minutes, 1), 60));
}
