import { mapOk } from '@lapka/shared/base/result.ts';
import { putTemplate } from '@lapka/shared/domain/shifts/shift-template-rules.ts';
import { shifts } from '@lapka/shared/domain/shifts/shift.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import { found, foundOf } from '../../reading/found.ts';
import type { CommandFor } from '../command.ts';

export const changeTemplate: CommandFor<'shifts', 'changeTemplate'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { template: id, ...request }, { ids, stamp }) {
    const person = found(transactor, staff, request.staff);
    if (!person.ok) return person;
    const stored = id === undefined ? undefined : foundOf(transactor, shifts, 'TEMPLATE', id);
    if (stored?.ok === false) return stored;
    const wanted = { id: id ?? ids.next<'ShiftTemplate'>(), ...request };
    return mapOk(putTemplate(stored?.value, wanted, stamp), (template) => {
      transactor.put(shifts, template);
      return { template: template.id };
    });
  },
};
