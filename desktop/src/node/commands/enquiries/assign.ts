import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { advanceEnquiry, setPriority } from '@lapka/shared/domain/inbox/enquiry-rules.ts';
import { fullName } from '@lapka/shared/domain/people/person-name.ts';
import { isActive } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { found } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';
import { changeEnquiry } from './change-enquiry.ts';

export const assign: CommandFor<'enquiries', 'assign'> = {
  run(transactor, { assignee, priority, ...seen }, { stamp }) {
    const person = found(transactor, staff, assignee);
    if (!person.ok) return person;
    if (!isActive(person.value)) return err(failure('STAFF_LEFT', { name: fullName(person.value.name, 'ru') }));
    return changeEnquiry(transactor, seen, (enquiry) =>
      mapOk(advanceEnquiry(enquiry, { to: 'ASSIGNED', assignee }, stamp), (assigned) =>
        priority === undefined ? assigned : setPriority(assigned, priority, stamp),
      ),
    );
  },
};
