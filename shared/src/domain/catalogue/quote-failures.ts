import { defineFailures } from '../../base/failure.ts';

/** Why a price cannot be named. */
export const quoteFailures = defineFailures({
  NOTHING_TO_QUOTE: {
    cause: 'A quote was asked for without a service.',
    remedy: 'Choose at least one service, twenty at most.',
    ru: 'Выберите хотя бы одну услугу (не больше двадцати).',
    en: 'Please choose at least one service (twenty at most).',
  },
  SERVICE_NOT_OFFERED: {
    cause: 'The service is archived, switched off for this place, or belongs to another place (R-035).',
    remedy: 'Choose another service or another place.',
    ru: 'Услуга «{{code}}» здесь не оказывается.',
    en: '{{code}} is not offered here.',
  },
  NOT_FOR_SPECIES: {
    cause: 'The species of the animal is not in the set of the service (C-32).',
    remedy: 'Choose a service for this species.',
    ru: 'Услуга «{{code}}» не для этого вида животных.',
    en: '{{code}} is not for this species.',
  },
  NOT_AT_HOME: {
    cause: 'A home visit was asked for a service that is not marked for it (R-042).',
    remedy: 'Book it at the clinic or mark the service.',
    ru: 'Услуга «{{code}}» не оказывается на дому.',
    en: '{{code}} is not done at home.',
  },
  COORDINATES_MISSING: {
    cause: 'A home visit has no coordinates of the address (R-042).',
    remedy: 'Set the address on the map.',
    ru: 'Для выезда на дом отметьте адрес на карте.',
    en: 'A home visit needs the address on the map.',
  },
  DISTANCE_MISSING: {
    cause: 'A home visit has no distance, or one below zero (R-042).',
    remedy: 'Enter the distance in kilometres.',
    ru: 'Для выезда на дом укажите расстояние в километрах.',
    en: 'A home visit needs the distance in kilometres.',
  },
  WEIGHT_OUTSIDE_BRACKETS: {
    cause: 'The last weight bracket of the service ends below the weight of the animal.',
    remedy: 'Add a bracket or open the last one.',
    ru: 'Для услуги «{{code}}» нет цены при весе {{weight}} кг.',
    en: '{{code}} has no price for a weight of {{weight}} kg.',
  },
  QUOTE_IS_FIXED: {
    cause: 'A new quote was asked for after the animal was checked in (C-05).',
    remedy: 'Add what changed as invoice lines.',
    ru: 'После регистрации на приём смета не меняется. Добавьте строки в счёт.',
    en: 'The quote cannot change after check-in. Add lines to the invoice instead.',
  },
  REASON_MISSING: {
    cause: 'A change that must say why came without a reason.',
    remedy: 'Enter the reason.',
    ru: 'Укажите причину.',
    en: 'Please give the reason.',
  },
});
