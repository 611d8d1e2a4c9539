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
  RECALL_CLOSED: {
    cause: 'The line of the call list has ended with an outcome that needs no further call.',
    remedy: 'Read the list again.',
    ru: 'По этой строке звонить больше не нужно.',
    en: 'No further call is needed for this line.',
  },
});
