import { defineFailures } from '../../base/failure.ts';

/** Everything that may go wrong when somebody signs in or asks for something beyond their rights. */
export const accountFailures = defineFailures({
  NOT_AT_THIS_LOCATION: {
    cause: 'The role that includes the command is held at another location than the one concerned.',
    remedy: 'Do it at a location of this person, or give the role here in the staff settings.',
    ru: 'У вас нет права на это действие в этом филиале.',
    en: 'You do not have the right to do this at this location.',
  },
  NOT_YOURS: {
    cause: 'The command is allowed for what belongs to the caller, and this belongs to somebody else.',
    remedy: 'Ask the person it belongs to, or someone at the desk.',
    ru: 'Это доступно только для своих записей.',
    en: 'You can do this only with what is yours.',
  },
  ONLINE_SIGN_IN_NEEDED: {
    cause: 'The device was without the server for longer than the lease, so it only shows and takes emergencies.',
    remedy: 'Connect to the internet and sign in; for an emergency, open the walk-in with a manager PIN.',
    ru: 'Компьютер слишком долго без связи с сервером: сейчас можно только смотреть. Для экстренного пациента нужен PIN управляющего.',
    en: 'This computer was offline for too long, so it can only show data. For an emergency, a manager can open it by PIN.',
  },
  PIN_LENGTH: {
    cause: 'The PIN has too few or too many digits, or something else than digits.',
    remedy: 'Choose between {{least}} and {{most}} digits.',
    ru: 'PIN состоит из цифр: от {{least}} до {{most}}.',
    en: 'A PIN has {{least}} to {{most}} digits.',
  },
  PIN_TOO_SIMPLE: {
    cause: 'The PIN is one that many people would try first, or is known from the person’s own data.',
    remedy: 'Choose digits without a pattern that are not a date or phone number of yours.',
    ru: 'Такой PIN легко угадать. Выберите другой.',
    en: 'This PIN is easy to guess. Please choose another one.',
  },
  PASSWORD_LENGTH: {
    cause: 'The password is shorter or longer than allowed.',
    remedy: 'Choose between {{least}} and {{most}} characters; a sentence is good.',
    ru: 'Пароль должен быть длиной от {{least}} до {{most}} символов.',
    en: 'A password has {{least}} to {{most}} characters.',
  },
  PASSWORD_TOO_SIMPLE: {
    cause: 'The password is among the usual ones, repeats itself, or contains the name it belongs to.',
    remedy: 'Choose several words that do not belong together.',
    ru: 'Такой пароль легко угадать. Выберите несколько не связанных слов.',
    en: 'This password is easy to guess. Choose several words that do not belong together.',
  },
  TOO_MANY_ATTEMPTS: {
    cause: 'Five wrong secrets within fifteen minutes; further ones are not even looked at until the pause is over.',
    remedy: 'Wait until the given time, or have a manager reset the secret.',
    ru: 'Слишком много неудачных попыток. Попробуйте снова через {{minutes}} мин.',
    en: 'Too many failed attempts. Try again in {{minutes}} min.',
  },
  WRONG_CREDENTIALS: {
    cause: 'Name, password, PIN or code do not fit; which of them is not said.',
    remedy: 'Enter them again; a forgotten one is reset.',
    ru: 'Неверное имя или пароль.',
    en: 'Wrong name or password.',
  },
  ACCOUNT_NOT_VERIFIED: {
    cause: 'The account has not entered its verification code yet.',
    remedy: 'Enter the code from the message, or ask for a new one.',
    ru: 'Сначала подтвердите учётную запись кодом из сообщения.',
    en: 'Please confirm your account with the code we sent.',
  },
  ACCOUNT_SUSPENDED: {
    cause: 'The account was suspended by the clinic or the platform.',
    remedy: 'The clinic owner can lift the suspension.',
    ru: 'Доступ приостановлен. Обратитесь к владельцу клиники.',
    en: 'Access is suspended. Please ask the clinic owner.',
  },
  ACCOUNT_STATE: {
    cause: 'The change does not fit the state of the account: {{from}} does not become {{to}}.',
    remedy: 'Read the account again.',
    ru: 'Это действие невозможно для учётной записи в нынешнем состоянии.',
    en: 'This cannot be done with the account in its present state.',
  },
  ONE_CLINIC_ONLY: {
    cause: 'A member of staff would belong to two clinics without owning both.',
    remedy: 'Use another account for the other clinic.',
    ru: 'Сотрудник работает только в одной клинике.',
    en: 'A member of staff belongs to one clinic only.',
  },
  CODE_WRONG: {
    cause: 'The one-time code does not fit.',
    remedy: 'Enter it again; {{left}} tries are left.',
    ru: 'Код не подходит. Осталось попыток: {{left}}.',
    en: 'The code does not fit. Tries left: {{left}}.',
  },
  CODE_EXPIRED: {
    cause: 'The one-time code was used, is too old, or was tried too often.',
    remedy: 'Ask for a new code.',
    ru: 'Код больше не действует. Запросите новый.',
    en: 'The code is no longer valid. Ask for a new one.',
  },
  CODE_TOO_SOON: {
    cause: 'A new code was asked for before the pause after the last one was over.',
    remedy: 'Wait {{seconds}} seconds.',
    ru: 'Новый код можно запросить через {{seconds}} с.',
    en: 'You can ask for a new code in {{seconds}} s.',
  },
  SESSION_EXPIRED: {
    cause: 'The token is older than it may be.',
    remedy: 'Renew it with the refresh token, or sign in again.',
    ru: 'Сеанс истёк. Войдите снова.',
    en: 'Your session has expired. Please sign in again.',
  },
  SESSION_REVOKED: {
    cause: 'The token was revoked: by signing out, by a manager, or because an old refresh token was used again.',
    remedy: 'Sign in again; if it was not you, change the password.',
    ru: 'Сеанс завершён. Войдите снова.',
    en: 'This session was ended. Please sign in again.',
  },
  SERIES_USED_UP: {
    cause: 'All series letters of the organisation are given away.',
    remedy: 'Nothing a clinic can reach; a bug in the registration of devices.',
    ru: 'Не осталось свободных букв для нового компьютера.',
    en: 'There is no free series letter for a new device.',
  },
  NUMBERS_USED_UP: {
    cause: 'The device has given all numbers of its series.',
    remedy: 'Give the device a new series letter.',
    ru: 'Номера этого компьютера закончились. Назначьте ему новую букву.',
    en: 'This device has used all its numbers. Give it a new series letter.',
  },
  NOT_A_CODE: {
    cause: 'The text is no booking code and no invoice number.',
    remedy: 'Codes look like L1-A-261116-003 and L1-A-000417.',
    ru: 'Это не похоже на номер: пример – L1-A-261116-003.',
    en: 'This does not look like a number: an example is L1-A-261116-003.',
  },
});
