import { ok } from '@lapka/shared/base/result.ts';
import { catalogue } from '@lapka/shared/domain/catalogue/catalogue.ts';
import { rolesAt } from '@lapka/shared/domain/accounts/role.ts';
import { staff } from '@lapka/shared/domain/staff/staff.ts';
import type { QueryFor } from '../query.ts';

export const choices: QueryFor<'desk', 'choices'> = {
  run(reader, _input, { desk }) {
    const services = reader
      .find(catalogue, { where: { kind: 'SERVICE', status: 'ACTIVE' }, sort: { by: 'code' } })
      .flatMap((entry) => (entry.kind === 'SERVICE' ? [{ service: entry.id, name: entry.name }] : []));
    const vets = reader
      .find(staff, { where: { 'state.status': 'ACTIVE' } })
      .filter((person) => rolesAt(person, desk.location).has('VET'))
      .map(({ id, name }) => ({ staff: id, name }));
    return ok({ services, vets });
  },
};
