import { defineFailures } from '../base/failure.ts';

/** Why a pushed document is refused for good: what no honest device sends. It stays on the device, visible there. */
export const acceptanceFailures = defineFailures({
  KIND_CHANGED: {
    cause: 'The document has the id of another one of a different kind.',
    remedy: 'A bug of the device, or an attack: an id names one thing for ever.',
    ru: 'Запись с этим номером уже есть, и это что-то другое.',
    en: 'There is an entry with this id already, and it is something else.',
  },
  ENTRY_IS_WRITTEN: {
    cause: 'An entry of the ledger or of stock that was written before came with other content.',
    remedy: 'What is booked is never changed; book a correction.',
    ru: 'Проведённую запись изменить нельзя. Оформите исправление отдельной записью.',
    en: 'What is booked cannot be changed. Book a correction.',
  },
  GATEWAY_PAYMENT_KNOWN: {
    cause: 'The payment provider’s id of this payment was booked before (R-063).',
    remedy: 'The payment is there already; nothing to do.',
    ru: 'Этот онлайн-платёж уже учтён.',
    en: 'This online payment is booked already.',
  },
  RECORD_FACT_CHANGED: {
    cause: 'A fact of the medical book came with other content, or a void was taken back.',
    remedy: 'Void the entry with a reason and make a new one.',
    ru: 'Запись в медицинской книге нельзя изменить. Отмените её с причиной и внесите заново.',
    en: 'An entry of the medical book cannot be changed. Void it with a reason and enter it anew.',
  },
});
