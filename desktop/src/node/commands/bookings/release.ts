import { failure } from '@lapka/shared/base/failure.ts';
import { sameJson } from '@lapka/shared/base/json.ts';
import { err, ok } from '@lapka/shared/base/result.ts';
import { holdsHere, keepHolds } from '../../reading/holds.ts';
import type { CommandFor } from '../command.ts';

export const release: CommandFor<'bookings', 'release'> = {
  target: (reader, { hold }, { now, desk }) => ({
    location: holdsHere(reader, now).find(({ id }) => id === hold)?.location ?? desk.location,
  }),

  run(transactor, { hold }, { now, stamp, told }) {
    const holds = holdsHere(transactor, now);
    const own = holds.find(({ id }) => id === hold);
    if (own !== undefined && !sameJson(own.by, stamp.by)) return err(failure('NOT_YOUR_HOLD'));
    keepHolds(
      transactor,
      holds.filter(({ id }) => id !== hold),
    );
    transactor.afterCommit(() => told(['bookings']));
    return ok({});
  },
};
