import { defineFailures } from '../../base/failure.ts';

export const settingsFailures = defineFailures({
  PREFERENCE_UNKNOWN: {
    cause: 'The key is not in the table of preferences.',
    remedy: 'A bug of the caller, or a newer program knows the key: update this one.',
    ru: 'Настройки «{{key}}» нет.',
    en: 'There is no preference "{{key}}".',
  },
  PREFERENCE_NOT_FITTING: {
    cause: 'The value has another type than the preference, or lies outside its limits.',
    remedy: 'Show the limits beside the field.',
    ru: 'Значение не подходит для настройки «{{key}}».',
    en: 'This value does not fit the preference "{{key}}".',
  },
  SERIES_TAKEN: {
    cause: 'Another device of the clinic has this series letter, or had it before it was revoked.',
    remedy: 'Give the next free letter; a letter is never given twice, because its numbers live on in old papers.',
    ru: 'Буква серии «{{series}}» уже занята другим устройством.',
    en: 'The series letter "{{series}}" belongs to another device already.',
  },
  DEVICE_ALREADY_REVOKED: {
    cause: 'The device was shut out before.',
    remedy: 'Nothing to do; to use the computer again, enrol it anew with a new series.',
    ru: 'Устройство «{{name}}» уже отозвано.',
    en: 'The device "{{name}}" is revoked already.',
  },
  COUNTRY_UNKNOWN: {
    cause: 'There is no country pack for this country, or none was valid yet on that day.',
    remedy: 'Choose a country that has a pack.',
    ru: 'Для страны «{{country}}» на эту дату нет набора правил.',
    en: 'There are no country rules for "{{country}}" on that day.',
  },
});
