import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { changeDetails, detailsOfStaff, readStaffDetails } from '@lapka/shared/domain/staff/staff-details.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { phoneCountryAt } from '../../reading/phone-country.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const change: CommandFor<'staff', 'change'> = {
  run(transactor, { staff: id, seen, ...typed }, { actor, stamp }) {
    const details = readStaffDetails(typed, phoneCountryAt(transactor));
    if (!details.ok) return details;
    const changed = changeOne(transactor, staff, id, (member) =>
      andThen(stillAsSeen(detailsOfStaff(member), seen), () => changeDetails(member, details.value, actor, stamp)),
    );
    return mapOk(changed, () => ({ staff: id }));
  },
};
