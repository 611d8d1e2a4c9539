import { addDays, type CivilDate } from '@lapka/shared/base/civil-date.ts';
import { derivedId } from '@lapka/shared/base/id.ts';
import { wallTime } from '@lapka/shared/base/wall-time.ts';
import type { StaffRole } from '@lapka/shared/domain/accounts/role.ts';
import type { CollectionName } from '@lapka/shared/domain/collection-key.ts';
import type { DocumentFields } from '@lapka/shared/domain/document.ts';
import { phoneSchema } from '@lapka/shared/domain/people/phone.ts';
import { aPriceList, aService } from '@lapka/shared/testing/builders/catalogue.ts';
import { aClient, aConsent } from '@lapka/shared/testing/builders/client.ts';
import { aPet } from '@lapka/shared/testing/builders/pet.ts';
import { aLocation, anOrganisation, aRoom } from '@lapka/shared/testing/builders/settings.ts';
import { aShift } from '@lapka/shared/testing/builders/shifts.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { civilDate } from '@lapka/shared/base/civil-date.ts';

/** How the clinic is when a simulation begins: its people, what it offers, its patients and the roster of a month. */
export interface ClinicDocument {
  readonly collection: CollectionName;
  readonly document: DocumentFields;
}

const people: Readonly<Record<string, readonly StaffRole[]>> = {
  U1: ['CLINIC_OWNER', 'VET'],
  U2: ['VET'],
  U3: ['VET'],
  U4: ['NURSE'],
  U5: ['FRONT_DESK'],
  U6: ['FRONT_DESK'],
};
export const vets = ['U1', 'U2', 'U3'] as const;
export const services = ['CONS-1', 'CONS-2', 'VAC-RAB'] as const;
const owners = 8;
const rosterDays = 30;

export function simulatedClinic(firstDay: CivilDate): readonly ClinicDocument[] {
  const clients = Array.from({ length: owners }, (_, index) =>
    aClient({
      id: derivedId('Client', String(index)),
      name: { family: `Владелец${index}`, given: 'Пётр' },
      phones: [{ number: phoneSchema.parse(`+7000555${String(index).padStart(4, '0')}`) }],
      consents: [aConsent('CARE'), aConsent('REMINDERS')],
    }),
  );
  const pets = clients.map((client, index) =>
    aPet({
      id: derivedId('Pet', String(index)),
      owner: client.id,
      name: `Пациент ${index}`,
      species: index % 3 === 0 ? 'CAT' : 'DOG',
      born: civilDate('2022-05-03'),
      weights: [],
    }),
  );
  const days = Array.from({ length: rosterDays }, (_, day) => addDays(firstDay, day - 1));
  const shifts = days.flatMap((date) =>
    vets.map((key) =>
      aShift({
        id: derivedId('Shift', key, date),
        staff: derivedId('Staff', key),
        date,
        from: wallTime('10:00'),
      }),
    ),
  );
  return [
    ...inCollection('settings', [anOrganisation(), aLocation(), aRoom()]),
    ...inCollection(
      'staff',
      Object.entries(people).map(([key, roles]) => aStaffMember({ id: derivedId('Staff', key), roles: [...roles] })),
    ),
    ...inCollection('catalogue', [
      aPriceList(),
      ...services.map((code) => aService({ id: derivedId('Service', code), code })),
    ]),
    ...inCollection('clients', clients),
    ...inCollection('pets', pets),
    ...inCollection('shifts', shifts),
  ];
}

function inCollection(collection: CollectionName, documents: readonly DocumentFields[]): ClinicDocument[] {
  return documents.map((document) => ({ collection, document }));
}
