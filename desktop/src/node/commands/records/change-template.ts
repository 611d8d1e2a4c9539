import { mapOk } from '@lapka/shared/base/result.ts';
import type { VisitTemplate } from '@lapka/shared/domain/records/templates.ts';
import { preference, preferenceId, preferences, setPreference } from '@lapka/shared/domain/settings/preferences.ts';
import { settings } from '@lapka/shared/domain/settings/settings.ts';
import type { CommandFor } from '../command.ts';

const { visitTemplates } = preferences;

export const changeTemplate: CommandFor<'records', 'changeTemplate'> = {
  run(transactor, { change }, { stamp }) {
    const scope = { of: 'ORGANISATION' as const };
    const stored = transactor.get(settings, preferenceId(visitTemplates.key, scope));
    const known = stored?.kind === 'PREFERENCE' ? stored : undefined;
    const before = preference(known === undefined ? [] : [known], visitTemplates);
    const code = change.do === 'SAVE' ? change.template.code : change.code;
    const others = before.filter((template) => template.code !== code);
    const templates: VisitTemplate[] = change.do === 'SAVE' ? [...others, change.template] : others;
    const value = { type: 'JSON' as const, value: templates };
    return mapOk(setPreference(known, { key: visitTemplates.key, scope, value }, stamp), (changed) => {
      transactor.put(settings, changed);
      return { code };
    });
  },
};
