import { seenOf } from '@lapka/shared/domain/seen.ts';
import { detailsOfStaff } from '@lapka/shared/domain/staff/staff-details.ts';
import { rightsOf } from '@lapka/shared/domain/staff/staff-rules.ts';
import { aStaffMember } from '@lapka/shared/testing/builders/staff.ts';
import { staffId } from '@lapka/shared/testing/builders/stamp.ts';
import { L1 } from '../clinic-documents.ts';
import type { ExamplesOf } from '../command-example.ts';

const orlov = aStaffMember({ id: staffId('U2') });
const typed = { name: { given: 'Вера', family: 'Лебедева' }, isChief: false, skills: [] };
const given = { staff: [orlov] };

export const staffExamples: ExamplesOf<'staff'> = {
  add: {
    by: 'U1',
    writes: ['staff'],
    call: (bridge, once) =>
      bridge.do.staff.add({
        ...once,
        ...typed,
        phone: '8 000 555-01-09',
        roles: [],
        posts: [{ location: L1, roles: ['NURSE'] }],
        grants: [],
      }),
  },
  change: {
    by: 'U1',
    given,
    writes: ['staff'],
    call: (bridge, once) =>
      bridge.do.staff.change({ ...once, ...typed, staff: orlov.id, seen: seenOf(detailsOfStaff(orlov)) }),
  },
  changeRoles: {
    by: 'U1',
    given,
    writes: ['staff'],
    call: (bridge, once) =>
      bridge.do.staff.changeRoles({
        ...once,
        staff: orlov.id,
        seen: seenOf(rightsOf(orlov)),
        roles: ['VET', 'FRONT_DESK'],
        posts: [],
        grants: [],
      }),
  },
  suspend: {
    by: 'U1',
    given,
    writes: ['staff'],
    call: (bridge, once) =>
      bridge.do.staff.suspend({ ...once, staff: orlov.id, to: { status: 'SUSPENDED', reason: 'leave' } }),
  },
};
