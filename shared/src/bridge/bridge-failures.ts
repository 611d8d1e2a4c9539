import { defineFailures, type Failure, type FailureText, type Language, sentenceOf } from '../base/failure.ts';
import { textOfFailure } from '../domain/failures.ts';

/** What only the bridge refuses: at the door of the desk, before any rule of the clinic is asked. */
export const bridgeFailures = defineFailures({
  LINE_LOST: {
    cause: 'The line to the program of this desk broke, or it did not answer, before the outcome was known.',
    remedy: 'The line comes back by itself; repeat the call with the same operation id, it takes effect once.',
    ru: 'Связь с программой прервалась. Повторите – дважды действие не выполнится.',
    en: 'The line to the program broke. Please repeat; nothing will happen twice.',
  },
  WRONG_PIN: {
    cause: 'The PIN is not the one of this person, or the person does not work here any more.',
    remedy: 'Enter it again; a forgotten PIN is set anew by a manager.',
    ru: 'Неверный PIN.',
    en: 'Wrong PIN.',
  },
  PIN_NOT_SET: {
    cause: 'The person has no PIN yet.',
    remedy: 'A manager sets the first one in the staff list.',
    ru: 'PIN ещё не задан. Попросите управляющего.',
    en: 'There is no PIN yet. Please ask a manager.',
  },
  PIN_CHANGE_NEEDED: {
    cause: 'The PIN was set by somebody else, and nothing may be done under it but choosing an own one.',
    remedy: 'Show the screen for a new PIN and repeat the call afterwards.',
    ru: 'Сначала задайте свой PIN.',
    en: 'Please choose your own PIN first.',
  },
  PIN_UNCHANGED: {
    cause: 'The new PIN is the old one.',
    remedy: 'Choose another one.',
    ru: 'Новый PIN совпадает со старым.',
    en: 'The new PIN is the same as the old one.',
  },
  NOT_A_MANAGER: {
    cause: 'The emergency was to be opened by somebody who is not a manager of this location.',
    remedy: 'Only a manager or the owner of the clinic opens it.',
    ru: 'Открыть может только управляющий или владелец клиники.',
    en: 'Only a manager or the clinic owner can open this.',
  },
  EMERGENCY_NOT_NEEDED: {
    cause: 'The desk works without limits, so there is nothing to open.',
    remedy: 'Close the dialog.',
    ru: 'Ограничений сейчас нет.',
    en: 'Nothing is limited at the moment.',
  },
  PORT_BUSY: {
    cause: 'Another program listens on the port.',
    remedy: 'Stop it or choose another port.',
    ru: 'Порт {{port}} занят другой программой. Выберите другой.',
    en: 'Port {{port}} is taken by another program. Choose another one.',
  },
  ADDRESS_UNAVAILABLE: {
    cause:
      'The address is not, or not any more, one of this computer in a private network, or the port needs more rights.',
    remedy: 'Choose one of the offered addresses and a port above 1023.',
    ru: 'Нельзя открыть {{host}}:{{port}}. Выберите другой адрес или порт.',
    en: 'Cannot open {{host}}:{{port}}. Choose another address or port.',
  },
  LAN_IS_OFF: {
    cause: 'Tablets cannot be let in while nothing is open to them.',
    remedy: 'Turn the access for tablets on first.',
    ru: 'Сначала включите доступ для планшетов.',
    en: 'Please turn on the access for tablets first.',
  },
  ALREADY_ENROLLED: {
    cause: 'This computer is a desk of a clinic already.',
    remedy: 'Shut it out in the list of devices before it is used elsewhere.',
    ru: 'Этот компьютер уже подключён к клинике.',
    en: 'This computer belongs to a clinic already.',
  },
  NOT_ENROLLED_YET: {
    cause: 'The call needs a desk that is enrolled, and this computer is not.',
    remedy: 'Show the screen for the enrolment.',
    ru: 'Сначала подключите этот компьютер к клинике.',
    en: 'Please connect this computer to the clinic first.',
  },
  KEY_NOT_KEPT: {
    cause: 'This computer has no safe place for the key of the database.',
    remedy: 'On Linux, set up a keyring (libsecret or KWallet), or start the node with a passphrase.',
    ru: 'На этом компьютере негде безопасно хранить ключ. Настройте связку ключей.',
    en: 'This computer has no safe place for the key. Please set up a keyring.',
  },
  SERVER_NOT_SECURE: {
    cause: 'The address of the server is not https, and not on this computer either.',
    remedy: 'Use the address that begins with https://.',
    ru: 'Адрес сервера должен начинаться с https://.',
    en: 'The address of the server must begin with https://.',
  },
  SERVER_NOT_REACHED: {
    cause: 'The server did not answer.',
    remedy: 'Check the address and the connection to the internet.',
    ru: 'Сервер не отвечает. Проверьте адрес и интернет.',
    en: 'The server does not answer. Check the address and the internet connection.',
  },
  SERVER_NOT_UNDERSTOOD: {
    cause: 'What answered is not a server of ours, or one of another version.',
    remedy: 'Check the address; update the program.',
    ru: 'Это не сервер Lapka или его версия не подходит.',
    en: 'This is not a Lapka server, or its version does not fit.',
  },
});

/** The sentence a person reads about a failed call; of a code this program does not know, the code itself. */
export function sentenceOnScreen({ code, details }: Failure, language: Language): string {
  const own: Readonly<Partial<Record<string, FailureText>>> = bridgeFailures;
  const text = own[code] ?? textOfFailure(code);
  return text === undefined ? code : sentenceOf(text, details, language);
}
