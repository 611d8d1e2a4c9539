import { defineFailures } from '../../base/failure.ts';

/** Why stock cannot be moved, counted or handed out. */
export const stockFailures = defineFailures({
  NOT_ENOUGH_STOCK: {
    cause: 'Less of it is there than was to be taken (C-51); expired, quarantined and reserved stock does not count.',
    remedy: 'Take less, or receive or correct the stock first.',
    ru: 'Доступно {{available}}, нужно {{wanted}}.',
    en: 'Only {{available}} of {{wanted}} is available.',
  },
  STOCK_BATCH_EXPIRED: {
    cause: 'The last day of the batch is over.',
    remedy: 'Take another batch; put this one into quarantine.',
    ru: 'Срок годности серии {{lot}} истёк {{expiry}}.',
    en: 'The batch {{lot}} expired on {{expiry}}.',
  },
  SUPPLIER_NOT_ACTIVE: {
    cause: 'The supplier is suspended or archived (R-092).',
    remedy: 'Choose another supplier or make it active.',
    ru: 'У поставщика «{{code}}» сейчас не заказывают.',
    en: 'Nothing is ordered from {{code}} at the moment.',
  },
  RECEIPT_LINES_UNCLEAR: {
    cause: 'A receipt has no line, or one line twice, so that what comes could not be told apart.',
    remedy: 'Enter at least one line and name each once.',
    ru: 'Укажите строки поставки, каждую по одному разу.',
    en: 'Please enter the lines of the delivery, each once.',
  },
  NOTHING_TO_MOVE: {
    cause: 'A quantity of zero or less was to be moved.',
    remedy: 'Enter a quantity.',
    ru: 'Введите количество больше нуля.',
    en: 'Please enter a quantity above zero.',
  },
  SAME_PLACE: {
    cause: 'Something was to be moved to where it is.',
    remedy: 'Choose another place.',
    ru: 'Товар уже находится в этом месте.',
    en: 'It is already at that place.',
  },
  NOT_A_TRANSFER: {
    cause: 'The movement that was to be received is no transfer on its way.',
    remedy: 'Choose a transfer from the list.',
    ru: 'Это не перемещение в пути.',
    en: 'This is not a transfer on its way.',
  },
  BATCH_MISSING: {
    cause: 'A product that is tracked by batch came without a lot number (C-49).',
    remedy: 'Enter the lot number of the pack.',
    ru: 'Укажите серию для «{{code}}».',
    en: 'Please enter the lot number of {{code}}.',
  },
  EXPIRY_MISSING: {
    cause: 'A medicine or vaccine came without its last day (C-49).',
    remedy: 'Enter the expiry date of the pack.',
    ru: 'Укажите срок годности для «{{code}}».',
    en: 'Please enter the expiry date of {{code}}.',
  },
  SERIALS_DO_NOT_MATCH: {
    cause: 'The product has a number on each piece and the count of different numbers is not the quantity.',
    remedy: 'Scan each piece once.',
    ru: 'Количество номеров «{{code}}» не совпадает с количеством.',
    en: 'The serial numbers of {{code}} do not match the quantity.',
  },
  CONTROLLED_NEEDS_JOURNAL: {
    cause: 'A controlled drug was to be taken like any other product (§7.4).',
    remedy: 'Draw it with patient and witness.',
    ru: 'Препарат учёта «{{code}}» списывается через журнал.',
    en: 'The controlled drug {{code}} is drawn through its journal.',
  },
  NOT_CONTROLLED: {
    cause: 'The journal of controlled drugs was to have a row about another product (§7.4).',
    remedy: 'Hand it out like any other product.',
    ru: '«{{code}}» не препарат учёта.',
    en: '{{code}} is not a controlled drug.',
  },
  WITNESS_UNKNOWN: {
    cause: 'Nobody has said at this desk within ten minutes that they watch this product.',
    remedy: 'Let the colleague confirm it again.',
    ru: 'Подтверждение свидетеля не найдено или устарело. Подтвердите ещё раз.',
    en: 'The witness has not confirmed this, or too long ago. Please confirm it again.',
  },
  PATIENT_NEEDED: {
    cause: 'A controlled drug was drawn for nobody (§7.4).',
    remedy: 'Choose the patient.',
    ru: 'Выберите пациента и владельца.',
    en: 'Please choose the patient and the owner.',
  },
  WITNESS_NEEDED: {
    cause: 'Waste, correction or reversal of a controlled drug needs a second person (§7.4).',
    remedy: 'Let a colleague confirm it.',
    ru: 'Нужен свидетель.',
    en: 'A witness is needed.',
  },
  WITNESS_IS_ACTOR: {
    cause: 'The witness is the person who acts.',
    remedy: 'Let somebody else confirm it.',
    ru: 'Свидетелем должен быть другой сотрудник.',
    en: 'The witness must be somebody else.',
  },
  ALREADY_REVERSED: {
    cause: 'A movement can be taken back once, and a reversal not at all.',
    remedy: 'Enter a new movement.',
    ru: 'Это движение уже отменено.',
    en: 'This movement was taken back already.',
  },
  STOCKTAKE_NOT_RUNNING: {
    cause: 'The stocktake has not begun, is completed or was cancelled (R-088).',
    remedy: 'Begin it, or plan another one.',
    ru: 'Инвентаризация не идёт.',
    en: 'The stocktake is not running.',
  },
  NOT_PART_OF_STOCKTAKE: {
    cause: 'The product or place is not in the list of this count (R-088).',
    remedy: 'Count it in another stocktake.',
    ru: 'Этот товар или место не входит в инвентаризацию.',
    en: 'This product or place is not part of the stocktake.',
  },
  NEGATIVE_COUNT: {
    cause: 'Less than nothing was counted.',
    remedy: 'Enter what is there.',
    ru: 'Количество не может быть меньше нуля.',
    en: 'The count cannot be below zero.',
  },
});
