import { defineFailures, type Failure } from '@lapka/shared/base/failure.ts';

/** Why a database is not brought up to date. In every case it stays exactly as it was. */
export const migrationFailures = defineFailures({
  MIGRATION_EDITED: {
    cause: 'A migration that this database has applied reads differently now.',
    remedy: 'Put the file back as it was and write a new migration.',
    ru: 'Изменён уже применённый шаг базы данных {{name}}.',
    en: 'The database step {{name}} was changed after it had been applied.',
  },
  MIGRATION_AHEAD: {
    cause: 'The database has applied a migration that this build does not know: it is older than the database.',
    remedy: 'Start the newer build again; going back needs a restored backup.',
    ru: 'База данных новее этой программы: {{name}}. Обновите программу.',
    en: 'The database is newer than this program: {{name}}. Update the program.',
  },
  MIGRATION_OUT_OF_ORDER: {
    cause: 'A new migration has a lower number than one that is applied already.',
    remedy: 'Give the new migration the next free number.',
    ru: 'Шаг базы данных {{name}} идёт раньше уже применённого {{last}}.',
    en: 'The database step {{name}} comes before {{last}}, which is applied already.',
  },
  MIGRATION_FAILED: {
    cause: 'The database refused a statement of the migration, which was rolled back.',
    remedy: 'Read the reason; often the user of DATABASE_URL lacks the right to create roles or extensions.',
    ru: 'Шаг базы данных {{name}} не выполнен: {{reason}}',
    en: 'The database step {{name}} failed: {{reason}}',
  },
});

export type MigrationFailure = Failure<keyof typeof migrationFailures>;
