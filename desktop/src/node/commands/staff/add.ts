import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { readStaffDetails } from '@lapka/shared/domain/staff/staff-details.ts';
import { addStaffMember } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { phoneCountryAt } from '../../reading/phone-country.ts';
import type { CommandFor } from '../command.ts';

export const add: CommandFor<'staff', 'add'> = {
  run(transactor, { roles, posts, grants, ...typed }, { actor, ids, stamp }) {
    const details = readStaffDetails(typed, phoneCountryAt(transactor));
    const added = andThen(details, (read) =>
      addStaffMember(ids.next<'Staff'>(), read, { roles, posts, grants }, actor, stamp),
    );
    return mapOk(added, (member) => {
      transactor.put(staff, member);
      return { staff: member.id };
    });
  },
};
