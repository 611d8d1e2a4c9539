import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import type { Order } from '@lapka/shared/bridge/contract.ts';
import { statedReason } from '@lapka/shared/domain/reason.ts';
import { markLeft, reinstateStaff, suspendStaff } from '@lapka/shared/domain/staff/staff-rules.ts';
import { staff, type StaffMember } from '@lapka/shared/domain/staff/staff.ts';
import type { StoreReader } from '../../store/store.ts';
import { changeOne } from '../change-one.ts';
import type { CommandContext, CommandFor } from '../command.ts';

export const suspend: CommandFor<'staff', 'suspend'> = {
  run(transactor, { staff: id, to }, context) {
    const changed = changeOne(transactor, staff, id, (member) => decided(member, to, transactor, context));
    return mapOk(changed, () => ({ staff: id }));
  },
};

function decided(
  member: StaffMember,
  to: Order<'staff', 'suspend'>['to'],
  reader: StoreReader,
  { actor, stamp }: CommandContext,
) {
  const everybody = reader.find(staff, {});
  switch (to.status) {
    case 'SUSPENDED':
      return andThen(statedReason(to.reason), (why) => suspendStaff(member, why, actor, everybody, stamp));
    case 'LEFT':
      return markLeft(member, to.on, actor, everybody, stamp);
    case 'ACTIVE':
      return reinstateStaff(member, actor, stamp);
  }
}
