import { defineFailures } from '../../base/failure.ts';

/** Why a dose is not entered, or not changed. */
export const vaccinationFailures = defineFailures({
  PET_DECEASED: {
    cause: 'The day lies after the day on which the animal died.',
    remedy: 'Correct the day, or the mark that the animal is deceased.',
    ru: '{{name}} отмечен(а) как умершее животное с {{deceased}}.',
    en: '{{name}} is marked as deceased on {{deceased}}.',
  },
  DATE_IN_FUTURE: {
    cause: 'Something that has happened was given a day after today.',
    remedy: 'Enter the day on which it happened.',
    ru: 'Дата {{date}} ещё не наступила.',
    en: 'The date {{date}} is in the future.',
  },
  BEFORE_BIRTH: {
    cause: 'The day lies before the birth of the animal.',
    remedy: 'Correct the day, or the date of birth.',
    ru: 'Дата {{date}} раньше даты рождения ({{born}}).',
    en: 'The date {{date}} is before the birth on {{born}}.',
  },
  VACCINE_UNKNOWN: {
    cause: 'The clinic has no protocol for this vaccine.',
    remedy: 'Add a protocol in the settings or choose another vaccine.',
    ru: 'Для вакцины {{vaccine}} в клинике нет схемы.',
    en: 'The clinic has no protocol for the vaccine {{vaccine}}.',
  },
  NOT_A_VACCINE: {
    cause: 'The product is no dose of a vaccine of the protocols.',
    remedy: 'Choose a vaccine, or say in the catalogue of which it is a dose.',
    ru: '«{{code}}» не вакцина.',
    en: '{{code}} is not a vaccine.',
  },
  WRONG_SPECIES: {
    cause: 'The vaccine is not meant for animals of this species.',
    remedy: 'Check the animal and the vaccine.',
    ru: 'Вакцина {{vaccine}} не предназначена для этого вида животных.',
    en: 'The vaccine {{vaccine}} is not meant for this species.',
  },
  TOO_YOUNG: {
    cause: 'The animal is younger than the protocol allows for the first dose.',
    remedy: 'Wait until the day that is named.',
    ru: 'Слишком рано: по схеме не раньше {{earliest}}.',
    en: 'Too young: the protocol starts on {{earliest}}.',
  },
  BATCH_EXPIRED: {
    cause: 'The batch was past its expiry date on the day of the dose.',
    remedy: 'Take another batch; check the one at hand in the stock.',
    ru: 'Срок годности серии {{batch}} истёк {{expires}}.',
    en: 'Batch {{batch}} expired on {{expires}}.',
  },
  DUE_DATE_IMPLAUSIBLE: {
    cause: 'The next due date that was chosen is not after the dose, or more than ten years after it.',
    remedy: 'Choose a later or nearer date.',
    ru: 'Следующая дата должна быть позже {{date}} и не далее чем через десять лет.',
    en: 'The next date must be after {{date}} and within ten years.',
  },
  ALREADY_VOIDED: {
    cause: 'The entry was voided before; a voided entry does not change any more.',
    remedy: 'Make a new entry.',
    ru: 'Запись уже аннулирована.',
    en: 'This entry has already been voided.',
  },
});

export type VaccinationFailureCode = keyof typeof vaccinationFailures;
