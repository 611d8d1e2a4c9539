import { defineFailures } from './failure.ts';

/** The failures that belong to no noun of the clinic: input, rights, storage, connection. */
export const baseFailures = defineFailures({
  BAD_INPUT: {
    cause: 'A message or form did not fit its schema.',
    remedy: 'Show the listed fields; the sender has a bug when it is not a form.',
    ru: 'Проверьте введённые данные: {{fields}}.',
    en: 'Please check what was entered: {{fields}}.',
  },
  NOT_SIGNED_IN: {
    cause: 'The call needs a session and the connection has none, or it was locked.',
    remedy: 'Show the sign-in screen and repeat the call afterwards.',
    ru: 'Сначала войдите в систему.',
    en: 'Please sign in first.',
  },
  NOT_ALLOWED: {
    cause: 'The role of the signed-in person does not include this command here.',
    remedy: 'Ask someone who has the right, or change the role in the staff settings.',
    ru: 'У вас нет права на это действие.',
    en: 'You do not have the right to do this.',
  },
  NOT_FOUND: {
    cause: 'The thing the call names is not in the store, or was removed.',
    remedy: 'Read the list again; it may arrive with the next sync.',
    ru: 'Запись не найдена. Возможно, она ещё не пришла с другого устройства.',
    en: 'This entry was not found. It may still be on its way from another device.',
  },
  CHANGED_MEANWHILE: {
    cause: 'Somebody changed the same entry after the caller read it.',
    remedy: 'Read it again and repeat the change on the new state.',
    ru: 'Запись успели изменить. Посмотрите новое состояние и повторите.',
    en: 'Somebody changed this entry meanwhile. Look at its new state and try again.',
  },
  SAME_OPERATION_OTHER_CONTENT: {
    cause: 'An operation id was used again for different content.',
    remedy: 'A bug of the caller: an id belongs to exactly one operation.',
    ru: 'Внутренняя ошибка: операция повторена с другими данными.',
    en: 'Internal error: an operation was repeated with different data.',
  },
  STORE_FULL: {
    cause: 'The disk has no room for the write; the transaction was rolled back.',
    remedy: 'Free disk space; writing goes on by itself once there is room.',
    ru: 'На диске нет места. Данные можно смотреть; запись продолжится, когда место освободится.',
    en: 'The disk is full. You can still look things up; saving goes on once there is room.',
  },
  STORE_READ_ONLY: {
    cause: 'The file or its disk accepts no writes.',
    remedy: 'Check the rights of the data folder and the state of the disk.',
    ru: 'Хранилище доступно только для чтения.',
    en: 'The storage is read-only.',
  },
  STORE_OUTCOME_UNKNOWN: {
    cause: 'The disk reported an error while committing, so the write may or may not be there.',
    remedy: 'Repeat the same operation with the same id; it takes effect once.',
    ru: 'Не удалось подтвердить запись. Повторите то же действие – дважды оно не выполнится.',
    en: 'The save could not be confirmed. Repeat the same action; it will not happen twice.',
  },
  RETRY_LATER: {
    cause: 'A part that this needs is not available at the moment.',
    remedy: 'The caller keeps what it has and repeats by itself.',
    ru: 'Сейчас недоступно. Данные сохранены и будут отправлены позже.',
    en: 'Not available right now. Your data is kept and will be sent later.',
  },
  OFFLINE: {
    cause: 'The action needs the server and there is no connection.',
    remedy: 'Wait for the connection; everything else works without it.',
    ru: 'Для этого нужен интернет. Остальное работает без него.',
    en: 'This needs the internet. Everything else works without it.',
  },
  NEWER_DOCUMENT: {
    cause: 'The document was written by a newer version of the collection’s schema than this program has.',
    remedy: 'It is kept aside and taken in after this program is updated.',
    ru: 'Запись создана более новой версией программы. Обновите программу – запись сохранена.',
    en: 'This entry was made by a newer version of the program. Update it; the entry is kept.',
  },
  VERSION_TOO_OLD: {
    cause: 'The other side speaks a protocol older than the lowest supported one.',
    remedy: 'Update the older program.',
    ru: 'Программа на этом компьютере устарела. Обновите её – данные сохранены.',
    en: 'The program on this computer is too old. Update it; your data is kept.',
  },
  BUG: {
    cause: 'Code of ours threw; the log has the trace under the given number.',
    remedy: 'Report the number; nothing was changed by the failed call.',
    ru: 'Внутренняя ошибка {{number}}. Ничего не изменено.',
    en: 'Internal error {{number}}. Nothing was changed.',
  },
});

export type BaseFailureCode = keyof typeof baseFailures;
