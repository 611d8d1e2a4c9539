import { failure } from '@lapka/shared/base/failure.ts';
import { onlyDefined } from '@lapka/shared/base/optional.ts';
import { andThen, err, mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { addLocation } from '@lapka/shared/domain/settings/location-rules.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeLocation as decide, detailsOfLocation } from '@lapka/shared/domain/settings/setup-rules.ts';
import { isOf } from '../../reading/found.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeLocation: CommandFor<'settings', 'changeLocation'> = {
  target: (_reader, { location }, { desk }) => ({ location: location ?? desk.location }),

  run(transactor, { location: id, seen, code, name, address, zone, grid, active, ...optional }, { ids, stamp }) {
    const details = { code, name, address, zone, grid, active, ...onlyDefined(optional) };
    const known = transactor.find(settings, { where: { kind: 'LOCATION' } }).filter((one) => isOf(one, 'LOCATION'));
    if (id === undefined) {
      const { active: _, ...request } = details;
      return mapOk(addLocation({ id: ids.next<'Location'>(), ...request, hours: [] }, known, stamp), (location) => {
        transactor.put(settings, location);
        return { location: location.id };
      });
    }
    if (seen === undefined) return err(failure('CHANGED_MEANWHILE'));
    const changed = changeOneOf(transactor, settings, 'LOCATION', id, (stored) =>
      andThen(stillAsSeen(detailsOfLocation(stored), seen), () => decide(stored, details, known, stamp)),
    );
    return mapOk(changed, () => ({ location: id }));
  },
};
