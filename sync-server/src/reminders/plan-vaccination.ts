import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { firstInstantOf, wallTime } from '@lapka/shared/base/wall-time.ts';
import type { Zone } from '@lapka/shared/base/zone.ts';
import { agreesTo } from '@lapka/shared/domain/clients/consent.ts';
import type { Client } from '@lapka/shared/domain/clients/client.ts';
import type { ClinicId } from '@lapka/shared/domain/document.ts';
import type { Pet } from '@lapka/shared/domain/pets/pet.ts';
import type { Reminder } from '../stores/reminder-store.ts';

/** The reminder three days before a dose is due, at 10:00 where the clinic is (R-076, C-25). */
export function planVaccination(
  clinic: ClinicId,
  zone: Zone,
  pet: Pet,
  client: Client,
  vaccine: string,
  nextDue: CivilDate,
): Reminder | undefined {
  if (pet.deceased !== undefined || !agreesTo(client.consents, 'REMINDERS')) return undefined;
  return {
    key: `${pet.id} ${vaccine} ${nextDue} D-3`,
    clinic,
    client: client.id,
    pet: pet.id,
    petName: pet.name,
    vaccine,
    dueOn: nextDue,
    sendAt: firstInstantOf({ date: addDays(nextDue, -3), time: wallTime('10:00'), zone }),
  };
}
