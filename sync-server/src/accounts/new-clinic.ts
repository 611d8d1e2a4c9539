import { derivedId } from '@lapka/shared/base/id.ts';
import { createdBy, type ClinicId, type Stamp } from '@lapka/shared/domain/document.ts';
import { type Organisation, settingsVersion } from '@lapka/shared/domain/settings/settings.ts';
import { type StaffMember, staffVersion } from '@lapka/shared/domain/staff/staff.ts';
import type { SetUp } from '@lapka/shared/protocol/http/accounts.ts';

/** The first two documents of a clinic: the organisation and its owner. Everything else is entered at a desk. */
export function newClinic(
  clinic: ClinicId,
  { organisation, owner }: SetUp,
  stamp: Stamp,
): { readonly organisation: Organisation; readonly owner: StaffMember } {
  return {
    organisation: { id: clinic, kind: 'ORGANISATION', ...organisation, ...createdBy(stamp, settingsVersion) },
    owner: {
      id: derivedId('Staff', clinic, 'first owner'),
      name: owner.name,
      state: { status: 'ACTIVE' },
      roles: ['CLINIC_OWNER'],
      posts: [],
      grants: [],
      isChief: false,
      skills: [],
      email: owner.email,
      pin: { kind: 'NONE' },
      ...createdBy(stamp, staffVersion),
    },
  };
}
