import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk, ok } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { detailsOfRoom, putRoom } from '@lapka/shared/domain/settings/setup-rules.ts';
import { foundOf } from '../../reading/found.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeRooms: CommandFor<'settings', 'changeRooms'> = {
  target: (_reader, { location }) => ({ location }),

  run(transactor, { room: id, seen, ...details }, { ids, stamp }) {
    const location = foundOf(transactor, settings, 'LOCATION', details.location);
    if (!location.ok) return location;
    if (id === undefined) {
      const room = putRoom(ids.next<'Room'>(), undefined, details, stamp);
      transactor.put(settings, room);
      return ok({ room: room.id });
    }
    if (seen === undefined) return err(failure('CHANGED_MEANWHILE'));
    const changed = changeOneOf(transactor, settings, 'ROOM', id, (stored) =>
      mapOk(stillAsSeen(detailsOfRoom(stored), seen), () => putRoom(id, stored, details, stamp)),
    );
    return mapOk(changed, () => ({ room: id }));
  },
};
