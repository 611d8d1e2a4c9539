import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { changeRights, rightsOf } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { changeOne } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeRoles: CommandFor<'staff', 'changeRoles'> = {
  run(transactor, { staff: id, seen, ...wanted }, { actor, stamp }) {
    const changed = changeOne(transactor, staff, id, (member) =>
      andThen(stillAsSeen(rightsOf(member), seen), () =>
        changeRights(member, wanted, actor, transactor.find(staff, {}), stamp),
      ),
    );
    return mapOk(changed, () => ({ staff: id }));
  },
};
