import { stampOrder } from '../document.ts';
import type { Vaccination } from './vaccination.ts';

/**
 * Two devices changed the same dose. A void is never lost: if one side voided it, it is voided; if both did, the earlier
 * void stands, and of two at the same time the one of the lower device id, so that every device ends with the same.
 * Otherwise the later change wins, because all that may still change on a given dose is its next due date.
 */
export function mergeVaccinations(_base: Vaccination | undefined, ours: Vaccination, theirs: Vaccination): Vaccination {
  if (ours.status === 'VOIDED' && theirs.status === 'VOIDED') {
    return stampOrder(ours.voided) <= stampOrder(theirs.voided) ? ours : theirs;
  }
  if (ours.status === 'VOIDED') return ours;
  if (theirs.status === 'VOIDED') return theirs;
  return stampOrder(ours.changed) >= stampOrder(theirs.changed) ? ours : theirs;
}
