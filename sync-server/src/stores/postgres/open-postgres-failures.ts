import { defineFailures, type Failure } from '@lapka/shared/base/failure.ts';
import type { MigrationFailure } from './migration-failures.ts';

/** Why a server does not work on a database. Nothing was changed. */
export const openPostgresFailures = defineFailures({
  DATABASE_UNREACHABLE: {
    cause: 'No connection to the database of DATABASE_URL: wrong address, name or password, or it is not running.',
    remedy: 'Read the reason and check DATABASE_URL.',
    ru: 'Нет связи с базой данных: {{reason}}',
    en: 'The database cannot be reached: {{reason}}',
  },
  DATABASE_TOO_OLD: {
    cause: 'The database is older than Postgres 15, with which we test.',
    remedy: 'Update Postgres, or leave DATABASE_URL out and use the embedded one.',
    ru: 'Нужен Postgres 15 или новее, а здесь {{found}}.',
    en: 'Postgres 15 or newer is needed and this is {{found}}.',
  },
  DATABASE_NOT_DURABLE: {
    cause: 'fsync or synchronous_commit is off, so a power cut would take back what clinics were told is saved.',
    remedy: 'Switch both on in the configuration of the database.',
    ru: 'База данных может потерять подтверждённые записи: {{setting}} выключен.',
    en: 'The database may lose confirmed changes: {{setting}} is off.',
  },
  DATABASE_WALLS_OPEN: {
    cause: 'The role lapka_clinic is a superuser or may bypass row-level security: clinics would see each other.',
    remedy: 'Take SUPERUSER and BYPASSRLS from the role lapka_clinic.',
    ru: 'Роль lapka_clinic обходит границы клиник.',
    en: 'The role lapka_clinic can pass the walls between clinics.',
  },
});

export type OpenPostgresFailure = Failure<keyof typeof openPostgresFailures> | MigrationFailure;
