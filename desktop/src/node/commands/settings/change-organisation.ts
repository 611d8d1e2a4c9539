import { andThen, mapOk } from '@lapka/shared/base/result.ts';
import { stillAsSeen } from '@lapka/shared/domain/seen.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import { changeOrganisation as decide, detailsOfOrganisation } from '@lapka/shared/domain/settings/setup-rules.ts';
import { todayAt } from '../../reading/today.ts';
import { changeOneOf } from '../change-one.ts';
import type { CommandFor } from '../command.ts';

export const changeOrganisation: CommandFor<'settings', 'changeOrganisation'> = {
  run(transactor, { seen, ...details }, context) {
    const { clinic } = context.desk;
    const changed = changeOneOf(transactor, settings, 'ORGANISATION', clinic, (stored) =>
      andThen(stillAsSeen(detailsOfOrganisation(stored), seen), () =>
        decide(stored, details, todayAt(context), context.stamp),
      ),
    );
    return mapOk(changed, () => ({ organisation: clinic }));
  },
};
