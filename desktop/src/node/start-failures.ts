import { defineFailures, type Failure, sentenceOf } from '@lapka/shared/base/failure.ts';
import { storeKeyFailures } from './store/keys/key-ring.ts';
import { storeOpenFailures } from './store/store-failures.ts';

/** What can keep a desk from starting. */
export const startFailures = defineFailures({
  NOT_ENROLLED: {
    cause: 'The data folder holds no enrolment.',
    remedy: 'Enrol the desk with a code from the clinic, or name the right folder.',
    ru: 'В папке {{folder}} нет рабочего места: укажите верную папку или подключите его по коду клиники.',
    en: 'There is no desk in {{folder}}: name the right folder, or enrol it with a code of the clinic.',
  },
  BAD_DESK_FILE: {
    cause: 'The enrolment in the data folder is torn or of another version.',
    remedy: 'Restore it from a backup, or enrol the desk again; the data in the store is not touched.',
    ru: 'Файл {{file}} повреждён: восстановите его из копии или подключите рабочее место заново.',
    en: 'The file {{file}} is damaged: restore it from a backup, or enrol the desk again.',
  },
  PORT_BUSY: {
    cause: 'Another program listens on the port.',
    remedy: 'Stop it or choose another port with --port.',
    ru: 'Порт {{port}} занят другой программой: остановите её или выберите другой порт.',
    en: 'Port {{port}} is taken by another program: stop it or choose another port with --port.',
  },
  ADDRESS_UNAVAILABLE: {
    cause: 'The address is not of this machine, or the port needs more rights.',
    remedy: 'Choose another address or a port above 1023.',
    ru: 'Нельзя слушать {{host}}:{{port}}: выберите другой адрес или порт больше 1023.',
    en: 'Cannot listen on {{host}}:{{port}}: choose another address or a port above 1023.',
  },
});

const allFailures = { ...startFailures, ...storeOpenFailures, ...storeKeyFailures };

/** One sentence with the remedy, for whoever started the desk. */
export function startSentence({ code, details }: Failure<keyof typeof allFailures>): string {
  return sentenceOf(allFailures[code], details, 'en');
}
