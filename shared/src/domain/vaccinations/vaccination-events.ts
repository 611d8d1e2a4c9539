import { derivedId } from '../../base/id.ts';
import type { DomainEvent } from '../collection.ts';
import type { Vaccination } from './vaccination.ts';

/** A dose with a next date raises the event that reminders are planned from. */
export function vaccinationEvents(after: Vaccination): readonly DomainEvent[] {
  if (after.status !== 'GIVEN' || after.nextDue === undefined) return [];
  const { id, pet, vaccine, nextDue } = after;
  return [
    {
      id: derivedId('Event', 'vaccination_appointment_created', id, nextDue),
      name: 'vaccination_appointment_created',
      payload: { record: id, pet, vaccine, nextDue },
    },
  ];
}
