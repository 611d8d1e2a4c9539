import { defineFailures } from '../../base/failure.ts';

/** Why an invoice, a draft sale or a plan cannot be changed as wanted. */
export const invoiceFailures = defineFailures({
  INVOICE_NOT_OPEN: {
    cause: 'The invoice was issued or called off, so its lines are fixed.',
    remedy: 'Write a credit note or another invoice.',
    ru: 'Счёт уже выставлен или отменён. Для исправления сделайте возврат.',
    en: 'The invoice is issued or called off. Use a credit note to correct it.',
  },
  INVOICE_NOT_ISSUED: {
    cause: 'Only an issued invoice can be credited or supplemented.',
    remedy: 'Change its lines instead.',
    ru: 'Счёт ещё не выставлен – измените его строки.',
    en: 'The invoice is not issued yet; change its lines instead.',
  },
  INVOICE_EMPTY: {
    cause: 'No line of the invoice is charged.',
    remedy: 'Add a line, or call the invoice off.',
    ru: 'В счёте нет строк.',
    en: 'The invoice has no lines.',
  },
  INVOICE_TOO_LONG: {
    cause: 'More lines than an invoice may have.',
    remedy: 'Open another invoice.',
    ru: 'В счёте может быть не больше {{most}} строк.',
    en: 'An invoice can have {{most}} lines at most.',
  },
  LINE_NOT_FOUND: {
    cause: 'The invoice has no such line, or it was named twice.',
    remedy: 'Read the invoice again.',
    ru: 'Строка счёта не найдена.',
    en: 'This line is not on the invoice.',
  },
  WEIGHT_MISSING: {
    cause: 'A service priced by weight was estimated and nobody has weighed the animal (C-01).',
    remedy: 'Weigh the animal.',
    ru: 'Взвесьте животное: цена услуги «{{code}}» зависит от веса.',
    en: 'Please weigh the animal: the price of {{code}} depends on it.',
  },
  CREDIT_ABOVE_SALE: {
    cause: 'More of a line was to be taken back than it was charged.',
    remedy: 'Take back what is left of it.',
    ru: 'По строке можно вернуть не больше {{most}}.',
    en: 'At most {{most}} of this line can be taken back.',
  },
  PRODUCT_NOT_SOLD: {
    cause: 'The product is a draft, rejected or archived (R-090).',
    remedy: 'Choose another product or make it active.',
    ru: 'Товар «{{code}}» не продаётся.',
    en: '{{code}} is not for sale.',
  },
  PROMOTION_NOT_NOW: {
    cause: 'The promotion is archived, has not begun, or is over (R-067).',
    remedy: 'Choose another one.',
    ru: 'Акция «{{code}}» действует с {{from}} по {{until}}.',
    en: 'The promotion {{code}} is valid from {{from}} to {{until}}.',
  },
  PROMOTION_USED_UP: {
    cause: 'The promotion has reached its total limit (R-067).',
    remedy: 'Choose another one.',
    ru: 'Акция «{{code}}» исчерпана.',
    en: 'The promotion {{code}} is used up.',
  },
  PROMOTION_USED_BY_CLIENT: {
    cause: 'The client has used the promotion as often as one may (R-067).',
    remedy: 'Choose another one.',
    ru: 'Клиент уже использовал акцию «{{code}}».',
    en: 'The client has already used the promotion {{code}}.',
  },
  PROMOTION_BELOW_MINIMUM: {
    cause: 'The invoice is below the minimum amount of the promotion (R-067).',
    remedy: 'Add to the invoice or choose another promotion.',
    ru: 'Акция «{{code}}» действует от {{minimum}}.',
    en: 'The promotion {{code}} needs at least {{minimum}}.',
  },
  PROMOTION_FOR_OTHER_THINGS: {
    cause: 'No line that can be discounted is in the scope of the promotion (R-067).',
    remedy: 'Choose another one.',
    ru: 'Акция «{{code}}» не относится к этому счёту.',
    en: 'The promotion {{code}} is not for anything on this invoice.',
  },
  DRAFT_IS_CLOSED: {
    cause: 'The draft sale was sold or thrown away.',
    remedy: 'Begin a new one.',
    ru: 'Этот чек уже закрыт.',
    en: 'This sale is already closed.',
  },
  DRAFT_EXPIRED: {
    cause: 'The prices of the draft sale stood for a day (R-091).',
    remedy: 'Throw it away and ring the things up again.',
    ru: 'Отложенный чек устарел. Пробейте товары заново.',
    en: 'This parked sale has expired. Please ring the things up again.',
  },
  PLAN_NOT_OFFERED: {
    cause: 'The plan is archived or not for this species.',
    remedy: 'Choose another plan.',
    ru: 'План «{{code}}» недоступен для этого животного.',
    en: 'The plan {{code}} is not offered for this animal.',
  },
  PLAN_NOT_ACTIVE: {
    cause: 'The subscription is paused, ended or has not begun.',
    remedy: 'Resume it or take a payment.',
    ru: 'План «{{code}}» сейчас не действует.',
    en: 'The plan {{code}} is not active.',
  },
  PLAN_DOES_NOT_COVER: {
    cause: 'The plan does not include this service or product.',
    remedy: 'Take a payment.',
    ru: 'План «{{code}}» это не покрывает.',
    en: 'The plan {{code}} does not cover this.',
  },
  PLAN_USED_UP: {
    cause: 'The visits of this kind are used up for the year of the plan.',
    remedy: 'Take a payment.',
    ru: 'Визиты по плану «{{code}}» в этом году закончились.',
    en: 'The visits of the plan {{code}} are used up for this year.',
  },
});
