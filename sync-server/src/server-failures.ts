import { defineFailures, type Failure, sentenceOf } from '@lapka/shared/base/failure.ts';
import { embeddedFailures } from './embedded/embedded-failures.ts';
import { operationFailures } from './operations/operation-failures.ts';
import { migrationFailures } from './stores/postgres/migration-failures.ts';
import { openPostgresFailures } from './stores/postgres/open-postgres-failures.ts';

/** What can keep the server from starting, beside its database. */
export const startFailures = defineFailures({
  BAD_CONFIG: {
    cause: 'An environment variable does not fit its schema.',
    remedy: 'Correct it; the table is in the README.',
    ru: 'Настройки не подходят: {{fields}}. Таблица настроек – в README.',
    en: 'These settings do not fit: {{fields}}. The README has the table.',
  },
  PORT_BUSY: {
    cause: 'Another program listens on the port.',
    remedy: 'Stop it or choose another port.',
    ru: 'Порт {{port}} занят другой программой: остановите её или выберите другой порт.',
    en: 'Port {{port}} is taken by another program: stop it or choose another port.',
  },
  ADDRESS_UNAVAILABLE: {
    cause: 'The address is not of this machine, or the port needs more rights.',
    remedy: 'Choose another address or a port above 1023.',
    ru: 'Нельзя слушать {{host}}:{{port}}: выберите другой адрес или порт больше 1023.',
    en: 'Cannot listen on {{host}}:{{port}}: choose another address or a port above 1023.',
  },
  DEMO_HALF_LOADED: {
    cause: 'Loading the demo clinic was interrupted, so a part of it is in the database.',
    remedy: 'Begin anew with --fresh.',
    ru: 'Демо-клиника загружена не полностью. Запустите ещё раз: npm start -- --fresh.',
    en: 'The demo clinic is only half loaded. Begin anew with: npm start -- --fresh',
  },
  BAD_CLINIC_FILE: {
    cause: 'The file to load is not a clinic of this version.',
    remedy: 'Make it anew.',
    ru: 'Файл {{file}} не подходит для загрузки.',
    en: 'The file {{file}} cannot be loaded.',
  },
});

const catalogue = {
  ...startFailures,
  ...operationFailures,
  ...embeddedFailures,
  ...migrationFailures,
  ...openPostgresFailures,
};

/** One sentence with the remedy, for whoever started the server. */
export function startSentence({ code, details }: Failure<keyof typeof catalogue>): string {
  return sentenceOf(catalogue[code], details, 'en');
}
