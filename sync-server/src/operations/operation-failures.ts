import { defineFailures } from '@lapka/shared/base/failure.ts';

/** What can keep a command of `npm run server -- …` from doing its work. */
export const operationFailures = defineFailures({
  BAD_COMMAND: {
    cause: 'There is no such command, or it needs other arguments.',
    remedy: 'The usage is in the sentence.',
    ru: 'Использование: {{usage}}',
    en: 'Usage: {{usage}}',
  },
  FILE_DAMAGED: {
    cause: 'The file is missing, cut off or changed: its seal does not fit.',
    remedy: 'Take another copy of it.',
    ru: 'Файл {{file}} отсутствует или повреждён: возьмите другую копию.',
    en: 'The file {{file}} is missing or damaged: take another copy of it.',
  },
  NOT_EMPTY: {
    cause: 'There is something already where the data should go.',
    remedy: 'Give an empty database or data folder; nothing is ever overwritten.',
    ru: 'Здесь уже есть данные ({{what}}): нужна пустая база и пустая папка.',
    en: 'There is data already ({{what}}): give an empty database and an empty folder.',
  },
  NO_SUCH_CLINIC: {
    cause: 'The server has no clinic of this id.',
    remedy: '`verify` lists the clinics there are.',
    ru: 'Клиники {{clinic}} на этом сервере нет.',
    en: 'This server has no clinic {{clinic}}.',
  },
  OTHER_BUILD: {
    cause: 'The backup was taken by a build whose database has another shape.',
    remedy: 'Restore it with the version that took it, then update.',
    ru: 'Копия снята другой версией: восстановите её той же версией, затем обновите.',
    en: 'The backup was taken by another version: restore it with that one, then update.',
  },
  WALLED_IN: {
    cause: 'The user of the database does not see the rows of all clinics.',
    remedy: 'Use a user with BYPASSRLS, or the tools of the database; see the runbook on backups.',
    ru: 'Пользователь базы не видит данных всех клиник: нужен пользователь с BYPASSRLS.',
    en: 'The user of the database does not see the data of all clinics: one with BYPASSRLS is needed.',
  },
  FOUND_BROKEN: {
    cause: 'Something is not as it was written.',
    remedy: 'The runbook on damaged data says what to do about each line.',
    ru: 'Найдено повреждений: {{count}}.',
    en: 'Found to be broken: {{count}}.',
  },
});
