import { failure } from '@lapka/shared/base/failure.ts';
import { err, mapOk } from '@lapka/shared/base/result.ts';
import { templateChanges } from '@lapka/shared/domain/records/templates.ts';
import { preferences } from '@lapka/shared/domain/settings/preferences.ts';
import type { CommandFor } from '../command.ts';
import { changedVisit, saveVisit, visitAtHand } from './visit-writing.ts';

export const saveDraft: CommandFor<'records', 'saveDraft'> = {
  run(transactor, { booking, changes, template: code }, context) {
    const atHand = visitAtHand(transactor, booking, context);
    if (!atHand.ok) return atHand;
    const { clinic, visit } = atHand.value;
    const template =
      code === undefined ? undefined : clinic.prefer(preferences.visitTemplates).find((each) => each.code === code);
    if (code !== undefined && template === undefined) return err(failure('VISIT_TEMPLATE_UNKNOWN', { code }));
    const filled = template === undefined ? [] : templateChanges(visit, template, clinic.language);
    const changed = changedVisit(transactor, atHand.value, [...filled, ...changes], context);
    return mapOk(changed, (written) => saveVisit(transactor, written, context));
  },
};
