import { derivedId } from '../../base/id.ts';
import type { StaffMember } from '../../domain/staff/staff.ts';
import { documentBy } from './stamp.ts';

/** Mikhail Orlov, a vet who works everywhere. */
export function aStaffMember(given: Partial<StaffMember> = {}): StaffMember {
  return {
    id: derivedId('Staff', 'U2'),
    name: { given: 'Михаил', family: 'Орлов', patronymic: 'Андреевич' },
    latinName: 'Mikhail Orlov',
    state: { status: 'ACTIVE' },
    roles: ['VET'],
    posts: [],
    grants: [],
    isChief: false,
    skills: ['CONSULT'],
    pin: { kind: 'NONE' },
    ...documentBy(),
    ...given,
  };
}
