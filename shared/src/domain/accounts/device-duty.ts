/** What a device has to do when it reaches the server (story 24). */
export type DeviceDuty = 'WORK' | 'DELIVER' | 'WIPE';

/**
 * A revoked device first delivers what was entered on it, because patients were treated meanwhile; only when nothing is
 * waiting any more does it wipe what it holds.
 */
export function deviceDuty(isRevoked: boolean, waitingChanges: number): DeviceDuty {
  if (!isRevoked) return 'WORK';
  return waitingChanges > 0 ? 'DELIVER' : 'WIPE';
}
