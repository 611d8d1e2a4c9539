import { defineFailures } from '../../base/failure.ts';

export const bookingFailures = defineFailures({
  STATUS_NOT_ALLOWED: {
    cause: 'The table of transitions has no way from the one status to the other for this kind of visit.',
    remedy: 'Offer what the details list as allowed.',
    ru: 'Из состояния «{{from}}» нельзя перейти в «{{to}}». Можно: {{allowed}}.',
    en: 'A visit that is {{from}} cannot become {{to}}. Allowed: {{allowed}}.',
  },
  NO_SHOW_TOO_EARLY: {
    cause: 'The owner still has time to come (C-11).',
    remedy: 'Wait until the time in the sentence.',
    ru: 'Отметить неявку можно с {{from}}.',
    en: 'A no-show can be noted from {{from}} on.',
  },
  RECORD_MISSING: {
    cause: 'The visit has no record and nobody said that none is needed.',
    remedy: 'Save the record, or choose that none is needed.',
    ru: 'Сначала сохраните запись о приёме или отметьте, что она не нужна.',
    en: 'Save the record of the visit first, or choose that none is needed.',
  },
  PRICE_NOT_KNOWN: {
    cause: 'A service is priced by weight and the animal has not been weighed (C-01).',
    remedy: 'Weigh the animal; the invoice then gets its price.',
    ru: 'Цена зависит от веса. Сначала взвесьте животное.',
    en: 'The price depends on the weight. Weigh the animal first.',
  },
  INVOICE_NOT_SETTLED: {
    cause: 'Something of the invoice is not paid (R-048).',
    remedy: 'Take the payment, or put it on account where the clinic allows that.',
    ru: 'Осталось оплатить {{left}}.',
    en: '{{left}} left to pay.',
  },
  INVOICE_MISSING: {
    cause: 'The visit has no invoice, not even one of nothing.',
    remedy: 'Make the invoice of the visit.',
    ru: 'Сначала выставьте счёт за приём.',
    en: 'Make the invoice of the visit first.',
  },
  NO_VET_ON_DUTY: {
    cause: 'Nobody who may do an emergency visit has a published shift right now.',
    remedy: 'Call somebody in, or send the owner to another clinic.',
    ru: 'Сейчас нет дежурного врача.',
    en: 'There is no vet on duty right now.',
  },
  NOT_MOVABLE: {
    cause: 'The visit has begun or is over, so its time cannot be changed any more.',
    remedy: 'Book a new visit.',
    ru: 'Визит в состоянии «{{status}}» нельзя перенести.',
    en: 'A visit that is {{status}} cannot be moved.',
  },
  NOT_WAITING: {
    cause: 'The visit does not wait for the clinic, or somebody has settled it meanwhile.',
    remedy: 'Read the booking again.',
    ru: 'Этот визит уже не ожидает ответа клиники.',
    en: 'This visit is not waiting for the clinic any more.',
  },
});
