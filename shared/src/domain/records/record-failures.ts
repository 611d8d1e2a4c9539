import { defineFailures } from '../../base/failure.ts';

/** Why something is not written in the medical book, or not changed. */
export const recordFailures = defineFailures({
  RECORD_SIGNED: {
    cause: 'The visit is signed, and a signed record is locked for ever.',
    remedy: 'Add an addendum.',
    ru: 'Запись подписана ({{by}}) и больше не меняется. Добавьте дополнение.',
    en: 'This record was signed by {{by}} and cannot change. Please add an addendum.',
  },
  RECORD_NOT_SIGNED: {
    cause: 'Addenda and late edits belong to signed records only.',
    remedy: 'Write in the draft itself.',
    ru: 'Запись ещё не подписана: внесите текст прямо в неё.',
    en: 'The record is not signed yet: write in the draft itself.',
  },
  RECORD_VOIDED: {
    cause: 'The draft was declared not needed.',
    remedy: 'Write in it to take it up again, then sign.',
    ru: 'Черновик отменён. Чтобы вернуться к нему, внесите в него текст.',
    en: 'This draft was discarded. Write in it to take it up again.',
  },
  RECORD_EMPTY: {
    cause: 'A record would hold nothing that anybody entered (R-072).',
    remedy: 'Enter something first, or choose that no record is needed.',
    ru: 'В записи ничего нет.',
    en: 'There is nothing in the record.',
  },
  TEXT_MISSING: {
    cause: 'A text was to be added and nothing but spaces was typed.',
    remedy: 'Type the text.',
    ru: 'Введите текст.',
    en: 'Please type the text.',
  },
  VISIT_DID_NOT_HAPPEN: {
    cause: 'The booking was cancelled, or nobody came (R-072).',
    remedy: 'If the animal is here after all, book a walk-in.',
    ru: 'Приём не состоялся ({{status}}), записи для него не бывает.',
    en: 'This visit did not take place ({{status}}), so it has no record.',
  },
  TEXTS_TO_JOIN: {
    cause: 'Two people wrote in the same field at the same time; both texts were kept.',
    remedy: 'Read both and write the one that is to stand.',
    ru: 'Сначала объедините тексты двух авторов: {{fields}}.',
    en: 'Please join what two people wrote first: {{fields}}.',
  },
  TOO_MANY_ENTRIES: {
    cause: 'A list of the visit has more entries than any real visit.',
    remedy: 'Remove some, or start another record.',
    ru: 'Слишком много записей в списке ({{list}}): не больше {{most}}.',
    en: 'Too many entries in a list ({{list}}): {{most}} at most.',
  },
  MEASURED_IN_FUTURE: {
    cause: 'The time of a measurement lies ahead of the clock.',
    remedy: 'Correct the time; check the clock of the device.',
    ru: 'Время измерения ещё не наступило.',
    en: 'The time of the measurement is in the future.',
  },
  MEASUREMENT_OUT_OF_LIMITS: {
    cause: 'The value is so far from anything possible that it must be a slip.',
    remedy: 'Enter it again.',
    ru: 'Такого значения не бывает: допустимо от {{least}} до {{most}}.',
    en: 'That value is not possible: between {{least}} and {{most}}, please.',
  },
  SCORE_BEYOND_SCALE: {
    cause: 'A score is below zero or above the scale it is given on.',
    remedy: 'Correct the score or choose the scale it belongs to.',
    ru: 'Оценка {{score}} не помещается в шкалу из {{of}}.',
    en: 'A score of {{score}} does not fit a scale of {{of}}.',
  },
  WEIGHT_CHANGE_UNCONFIRMED: {
    cause: 'The weight differs from the last one by more than 15 % and nobody has confirmed it.',
    remedy: 'Ask whether it is meant, and repeat with the confirmation.',
    ru: 'Прошлый вес {{before}} кг, изменение {{change}} %. Всё верно?',
    en: 'The last weight was {{before}} kg, a change of {{change}} %. Is this right?',
  },
  DIAGNOSIS_NOT_SHOWN: {
    cause: 'The law wants the diagnosis shown on a prescription of this group (§7.4).',
    remedy: 'Enter the diagnosis in the prescription or in the record.',
    ru: 'Для этого препарата в рецепте нужен диагноз ({{law}}).',
    en: 'This medicine needs the diagnosis on its prescription ({{law}}).',
  },
  WEIGHT_UNKNOWN: {
    cause: 'A dose by weight was asked for an animal without a weight.',
    remedy: 'Weigh the animal, or enter the dose by hand.',
    ru: 'Вес животного неизвестен.',
    en: 'The weight of the animal is not known.',
  },
  DOSE_OUT_OF_RANGE: {
    cause: 'The dose per kilogram lies outside the safe range of the medicine.',
    remedy: 'Check the dose; a vet may enter it by hand.',
    ru: 'Доза {{perKg}} мг/кг вне допустимого: от {{least}} до {{most}} мг/кг.',
    en: 'A dose of {{perKg}} mg/kg is out of range: {{least}} to {{most}} mg/kg.',
  },
  DOSE_NOT_DIVISIBLE: {
    cause: 'No number of steps the medicine can be divided in gives a safe dose for this weight.',
    remedy: 'Choose another strength or form.',
    ru: 'Шаг {{step}} слишком велик для этого веса: нужна доза от {{least}} до {{most}} мг/кг.',
    en: 'Steps of {{step}} are too coarse for this weight: {{least}} to {{most}} mg/kg are needed.',
  },
  COURSE_TOO_LARGE: {
    cause: 'The amount for the whole course is larger than anything a clinic hands out.',
    remedy: 'Check dose, frequency and days.',
    ru: 'Слишком большое количество на курс ({{days}} дн.).',
    en: 'The amount for the course of {{days}} days is too large.',
  },
  VISIT_TEMPLATE_UNKNOWN: {
    cause: 'The clinic has no template of this code.',
    remedy: 'Read the templates again.',
    ru: 'Шаблон «{{code}}» не найден.',
    en: 'There is no template {{code}}.',
  },
  FILE_NOT_THERE: {
    cause: 'A record was to name a file that this node has not stored.',
    remedy: 'Store the file first, then name it.',
    ru: 'Файл «{{name}}» не сохранён. Прикрепите его ещё раз.',
    en: 'The file {{name}} was not saved. Please attach it again.',
  },
  LATE_EDIT_DECIDED: {
    cause: 'Somebody has already decided about this late edit.',
    remedy: 'Look at the record again.',
    ru: 'По этой поздней правке решение уже принято.',
    en: 'This late edit has already been decided.',
  },
  ESTIMATE_EXPIRED: {
    cause: 'The last day on which the estimate could be accepted is over.',
    remedy: 'Make a new estimate with the prices of today.',
    ru: 'Смета действовала до {{validUntil}}.',
    en: 'This estimate was valid until {{validUntil}}.',
  },
});
