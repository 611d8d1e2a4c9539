import { defineFailures } from '../../base/failure.ts';

export const peopleFailures = defineFailures({
  NAME_MISSING: {
    cause: 'The given or the family name is empty.',
    remedy: 'Enter both; a person with one name has it in both fields.',
    ru: 'Укажите имя и фамилию.',
    en: 'Please enter a given and a family name.',
  },
  NOT_A_PHONE: {
    cause: 'The text is no phone number of the clinic’s country and has no country code.',
    remedy: 'Enter it with the country code, such as +7.',
    ru: 'Это не похоже на номер телефона.',
    en: 'This does not look like a phone number.',
  },
  NOT_AN_EMAIL: {
    cause: 'The text is no e-mail address.',
    remedy: 'Enter it again.',
    ru: 'Это не похоже на адрес электронной почты.',
    en: 'This does not look like an e-mail address.',
  },
});
