import { defineFailures } from '../../base/failure.ts';

export const inboxFailures = defineFailures({
  TASK_ALREADY_DONE: {
    cause: 'Somebody has settled the task.',
    remedy: 'Look at its outcome; open it again if it was settled too early.',
    ru: 'Задача уже закрыта.',
    en: 'This task has already been settled.',
  },
  TASK_NOT_DONE: {
    cause: 'The task is open, so it cannot be opened again.',
    remedy: 'Nothing has to be done.',
    ru: 'Задача ещё открыта.',
    en: 'This task is still open.',
  },
  TASK_FOR_OTHERS: {
    cause: 'The task is meant for roles the person does not have.',
    remedy: 'Leave it to one of: {{roles}}.',
    ru: 'Эту задачу решает другой сотрудник.',
    en: 'This task is for somebody with another role.',
  },
  OUTCOME_NOT_FITTING: {
    cause: 'A task of this kind does not end like that.',
    remedy: 'Offer what the details list as allowed, or the way out that the kind of task has.',
    ru: 'Так эту задачу закрыть нельзя. Можно: {{allowed}}.',
    en: 'This task cannot end like that. Allowed: {{allowed}}.',
  },
  ENQUIRY_STEP_NOT_ALLOWED: {
    cause: 'The table of states has no way from {{from}} to {{to}}.',
    remedy: 'Offer what the details list as allowed.',
    ru: 'Из состояния «{{from}}» нельзя перейти в «{{to}}». Можно: {{allowed}}.',
    en: 'An enquiry that is {{from}} cannot become {{to}}. Allowed: {{allowed}}.',
  },
  ASSIGNEE_MISSING: {
    cause: 'An enquiry was to be assigned without saying to whom.',
    remedy: 'Choose a person.',
    ru: 'Выберите сотрудника.',
    en: 'Please choose a person.',
  },
  MESSAGE_EMPTY: {
    cause: 'A message or enquiry has neither text nor file.',
    remedy: 'Write something.',
    ru: 'Напишите текст.',
    en: 'Please write something.',
  },
  MESSAGE_TOO_LONG: {
    cause: 'The text is longer than a message may be.',
    remedy: 'Send it in parts, or as a file.',
    ru: 'Слишком длинный текст: не больше {{most}} знаков.',
    en: 'The text is too long; {{most}} characters at most.',
  },
  MESSAGE_IS_SENT: {
    cause: 'A message was changed after it was sent.',
    remedy: 'A bug of the device that pushed it; a correction is a message of its own.',
    ru: 'Отправленное сообщение не меняется. Напишите новое.',
    en: 'A message that was sent does not change. Please write another one.',
  },
  ANOTHER_CONVERSATION: {
    cause: 'The id of a conversation does not follow from its owner and booking, so it would be a second one (C-45).',
    remedy: 'A bug of the device that pushed it: ids of conversations are derived.',
    ru: 'Внутренняя ошибка: второй разговор об одном и том же.',
    en: 'Internal error: a second conversation about one thing.',
  },
  ANOTHER_RECALL: {
    cause: 'The id of a line of the call list does not follow from pet, vaccine and due day.',
    remedy: 'A bug of the device that pushed it: ids of these lines are derived.',
    ru: 'Внутренняя ошибка: вторая строка обзвона об одном и том же.',
    en: 'Internal error: a second line of the call list about one thing.',
  },
  RECALL_CLOSED: {
    cause: 'The line of the call list has ended with an outcome that needs no further call.',
    remedy: 'Read the list again.',
    ru: 'По этой строке звонить больше не нужно.',
    en: 'No further call is needed for this line.',
  },
});
