import { defineFailures } from '../../base/failure.ts';

export const passportFailures = defineFailures({
  NOT_A_PASSPORT_NUMBER: {
    cause: 'The text cannot be the number of a passport: too short, too long, without a digit, or with strange signs.',
    remedy: 'Copy it from the booklet.',
    ru: 'Это не похоже на номер паспорта.',
    en: 'This does not look like a passport number.',
  },
  NUMBER_NOT_OF_TEMPLATE: {
    cause: 'The number does not look as numbers of this form do.',
    remedy: 'Check the number and the form; EU numbers begin with two letters of the country.',
    ru: 'Номер не подходит к виду паспорта «{{template}}».',
    en: 'The number does not fit the form “{{template}}”.',
  },
  PASSPORT_NUMBER_TAKEN: {
    cause: 'Another passport has this number; numbers are unique over all passports ever recorded (C-30).',
    remedy: 'Look at both booklets; one of them was typed wrong.',
    ru: 'Паспорт с номером {{number}} уже записан: {{name}}.',
    en: 'Passport {{number}} is already recorded for {{name}}.',
  },
  TEMPLATE_UNKNOWN: {
    cause: 'The form is none this program knows.',
    remedy: 'Update the program, or choose another form.',
    ru: 'Неизвестный вид паспорта: {{template}}.',
    en: 'Unknown kind of passport: {{template}}.',
  },
  TEMPLATE_NOT_ISSUABLE: {
    cause: 'New passports of this form are not issued on that day; old ones stay valid.',
    remedy: 'Issue the form that is in force.',
    ru: 'Паспорта этого образца сейчас не выдаются: {{template}}.',
    en: 'Passports of this form are not issued now: {{template}}.',
  },
  TEMPLATE_NOT_FOR_SPECIES: {
    cause: 'The form is made for other animals.',
    remedy: 'Choose another form; birds and rodents travel with certificates.',
    ru: 'Такой паспорт не выдают этому виду животных: {{template}}.',
    en: 'This form is not issued for this kind of animal: {{template}}.',
  },
  ANIMAL_NOT_MARKED: {
    cause: 'The form is only issued for an animal with a chip, or with a tattoo from before 3 July 2011.',
    remedy: 'Mark the animal first, and enter the chip.',
    ru: 'Сначала нужен чип: без него такой паспорт не выдают.',
    en: 'The animal has to be chipped first; this passport is not issued without.',
  },
  PASSPORT_IN_USE: {
    cause: 'The animal has a passport of this form that is still in use.',
    remedy: 'Mark it as lost or replaced first.',
    ru: 'У животного уже есть действующий паспорт: {{number}}.',
    en: 'The animal already has a passport in use: {{number}}.',
  },
  PASSPORT_CLOSED: {
    cause: 'The passport is lost, cancelled or replaced, or its number is in conflict.',
    remedy: 'Write into the passport that is in use.',
    ru: 'В этот паспорт больше не пишут: {{number}}.',
    en: 'Nothing is written into this passport any more: {{number}}.',
  },
  NOT_IN_THIS_TEMPLATE: {
    cause: 'The form has no section for what was to be written.',
    remedy: 'Write it under “other”, or into another passport.',
    ru: 'В паспорте этого вида нет такого раздела.',
    en: 'This kind of passport has no such section.',
  },
});
