import type { CollectionDefinition } from '../collection.ts';
import { acceptSetting, settingNeeds } from './settings-acceptance.ts';
import { mergeSettings } from './settings-merge.ts';
import { type Setting, settings, settingSchema, settingsVersion } from './settings.ts';

export const settingsCollection: CollectionDefinition<Setting> = {
  key: settings,
  schema: settingSchema,
  version: settingsVersion,
  upgrades: {},
  indexes: [['kind']],
  keys: (setting) => (setting.kind === 'DEVICE' ? [{ key: 'series', value: setting.series, unique: true }] : []),
  searchEntry: () => undefined,
  needs: settingNeeds,
  accept: acceptSetting,
  merge: mergeSettings,
  serverStore: 'documents',
};
