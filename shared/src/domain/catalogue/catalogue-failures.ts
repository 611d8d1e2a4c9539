import { defineFailures } from '../../base/failure.ts';

/** What can be wrong with an entry of the catalogue or with asking for its price. */
export const catalogueFailures = defineFailures({
  WEIGHT_PRICED_TWICE: {
    cause: 'A service was saved with a price per kilogram and with weight brackets (C-01).',
    remedy: 'Keep one of the two.',
    ru: 'Укажите либо цену за килограмм, либо весовые ступени – не то и другое вместе.',
    en: 'Use either a price per kilogram or weight brackets, not both.',
  },
  TIERS_LEAVE_GAP: {
    cause: 'A weight bracket does not begin where the one before it ends, or the first does not begin at 0 (C-02).',
    remedy: 'Let the bracket begin at the given weight.',
    ru: 'Между весовыми ступенями есть пропуск: следующая должна начинаться с {{expected}} кг.',
    en: 'The weight brackets leave a gap: the next one must begin at {{expected}} kg.',
  },
  TIERS_OVERLAP: {
    cause: 'A weight bracket begins before the one before it ends, or ends before it begins (C-02).',
    remedy: 'Let the bracket begin at the given weight.',
    ru: 'Весовые ступени пересекаются: ступень должна начинаться с {{expected}} кг.',
    en: 'The weight brackets overlap: this one must begin at {{expected}} kg.',
  },
  NO_PRICE: {
    cause: 'No price of the chosen list, or of the lists it is based on, is valid on that day.',
    remedy: 'Enter a price that is valid from that day or earlier.',
    ru: 'Для «{{code}}» нет цены, действующей на {{date}}.',
    en: 'There is no price for {{code}} that is valid on {{date}}.',
  },
  AMOUNT_TOO_LARGE: {
    cause: 'Price and quantity multiply to more than any real price, mostly because of a typing error.',
    remedy: 'Check price, weight and quantity.',
    ru: 'Сумма получается слишком большой. Проверьте цену и количество.',
    en: 'The amount becomes too large. Check the price and the quantity.',
  },
  CURRENCY_MISMATCH: {
    cause: 'Amounts of two currencies came together in one document.',
    remedy: 'Use prices of one list.',
    ru: 'Нельзя смешивать валюты: ожидалась {{expected}}, указана {{found}}.',
    en: 'Currencies do not mix: {{expected}} was expected and {{found}} was given.',
  },
  CODE_TAKEN: {
    cause: 'Another entry of this kind has the same code (R-090).',
    remedy: 'Choose another code, or use the existing entry.',
    ru: 'Код «{{code}}» уже занят.',
    en: 'The code {{code}} is already taken.',
  },
  BATCH_TRACKING_REQUIRED: {
    cause: 'A medicine or vaccine was saved without tracking of batches (C-49).',
    remedy: 'Track it by batch.',
    ru: 'Для лекарств и вакцин учёт по сериям обязателен.',
    en: 'Medicines and vaccines must be tracked by batch.',
  },
  CONTROLLED_NEEDS_PRESCRIPTION: {
    cause: 'A controlled drug was saved as free to sell or as something that is no medicine.',
    remedy: 'Mark it as a prescription medicine.',
    ru: 'Препарат учёта должен быть рецептурным лекарством.',
    en: 'A controlled drug must be a prescription medicine.',
  },
  STATUS_CHANGE_REFUSED: {
    cause: 'The status of the entry cannot be followed by the wanted one.',
    remedy: 'Choose one of the allowed statuses.',
    ru: 'Из состояния {{from}} нельзя перейти в {{to}}. Можно: {{allowed}}.',
    en: '{{from}} cannot become {{to}}. Allowed: {{allowed}}.',
  },
  NOT_A_STEP: {
    cause: 'The quantity is no multiple of the smallest part the product can be split in (C-50).',
    remedy: 'Round it to the step.',
    ru: '«{{code}}» отпускается кратно {{step}}.',
    en: '{{code}} is handed out in steps of {{step}}.',
  },
  PACK_UNKNOWN: {
    cause: 'The product has no active pack of that code.',
    remedy: 'Choose one of its packs or the base unit.',
    ru: 'У товара «{{code}}» нет упаковки {{pack}}.',
    en: '{{code}} has no pack {{pack}}.',
  },
  ENDS_BEFORE_START: {
    cause: 'A period was entered whose last day is before its first (R-067).',
    remedy: 'Correct the dates.',
    ru: 'Окончание ({{until}}) раньше начала ({{from}}).',
    en: 'The end ({{until}}) is before the start ({{from}}).',
  },
  MORE_PAID_THAN_GIVEN: {
    cause: 'A package charges more visits than it gives.',
    remedy: 'Correct the numbers: "5 for 4" gives five and charges four.',
    ru: 'В пакете {{visits}} визитов, а к оплате {{paid}}.',
    en: 'The package gives {{visits}} visits but charges {{paid}}.',
  },
  CATEGORY_CIRCLE: {
    cause: 'A product category was put below itself or below one of its own branches.',
    remedy: 'Choose another parent.',
    ru: 'Категория не может быть вложена сама в себя.',
    en: 'A category cannot be placed inside itself.',
  },
  SHELF_TWICE: {
    cause: 'Two shelves of one stockroom have the same code (R-089).',
    remedy: 'Give every shelf its own code.',
    ru: 'Полка «{{code}}» указана дважды.',
    en: 'The shelf {{code}} is listed twice.',
  },
});
