import { defineFailures } from '../../base/failure.ts';

export const staffFailures = defineFailures({
  NO_ROLE: {
    cause: 'The person would have no role anywhere.',
    remedy: 'Give at least one role, or suspend the person.',
    ru: 'Выберите хотя бы одну роль.',
    en: 'Choose at least one role.',
  },
  OWNER_ROLE_BY_OWNER_ONLY: {
    cause: 'Somebody who is no clinic owner gives or takes that role, or changes the entry of an owner.',
    remedy: 'Ask the clinic owner.',
    ru: 'Роль владельца клиники может менять только владелец.',
    en: 'Only a clinic owner can change the owner role.',
  },
  NOT_ON_YOURSELF: {
    cause: 'A person changes their own roles or suspends themselves.',
    remedy: 'Ask another manager or owner.',
    ru: 'Свои права и доступ меняет другой управляющий.',
    en: 'Another manager has to change your own rights.',
  },
  LAST_OWNER: {
    cause: 'After the change nobody active would be clinic owner.',
    remedy: 'Give the owner role to somebody else first.',
    ru: 'Это последний владелец клиники. Сначала назначьте другого.',
    en: 'This is the last clinic owner. Appoint another one first.',
  },
  NOT_GRANTABLE: {
    cause: 'The right cannot be given one by one to the roles this person has.',
    remedy: 'Give the role that includes it.',
    ru: 'Это право нельзя выдать отдельно: {{grant}}.',
    en: 'This right cannot be given separately: {{grant}}.',
  },
  STAFF_LEFT: {
    cause: 'The person has left the clinic or is suspended.',
    remedy: 'Reinstate the person first.',
    ru: 'Сотрудник не работает: {{name}}.',
    en: 'This person does not work here now: {{name}}.',
  },
});
